"""What is written: one way of writing, its words, phrases and numbers, what is quoted, and what is not meant."""
