"""What is ours and not the vendor's, below ``/inbetween/v1``."""
