"""The effects on pictures of our own: previews of the catalogue, and the strips of docs/modes/effects.md."""
