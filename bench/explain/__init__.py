"""The pictures of docs/how-the-engine-thinks.md, drawn from a real analysis of painted pictures."""
