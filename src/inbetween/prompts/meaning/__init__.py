"""What words mean for a video: terms of the camera and where they go, framing, sounds, and what is refused."""
