"""One task from its claim to its end."""
