"""Steps 1 to 4: what both pictures share, as matches, one camera, one light, and a regime."""
