"""How good the pictures are: drawn scenes, contact sheets of them, and a table against a known truth."""
