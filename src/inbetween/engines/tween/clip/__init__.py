"""A clip, and how a film goes on from it: where its camera was going, and how that dies away."""
