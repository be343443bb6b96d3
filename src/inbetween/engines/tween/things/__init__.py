"""Step 5: things that move on their own."""
