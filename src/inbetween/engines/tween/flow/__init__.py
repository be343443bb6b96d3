"""Steps 6 to 9: flows that may explain a pixel, the choice among them, and whether it can be trusted."""
