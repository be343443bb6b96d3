"""Effects: one procedure each, drawn by code from one picture. ``prepare.py`` finds them by name."""
