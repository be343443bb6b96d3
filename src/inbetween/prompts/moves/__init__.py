"""What the camera does in a shot: moves found in clauses, made one where they are one, and put in order."""
