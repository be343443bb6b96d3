"""What a video from two frames costs: time beside the encoder's, memory, and each stage beside its floor."""
