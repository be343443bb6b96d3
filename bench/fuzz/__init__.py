"""Mutated pictures, sounds and clips through the real engine child: what comes back is a video or a sentence."""
