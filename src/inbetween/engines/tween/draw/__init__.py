"""Step 13: a frame."""
