"""The vendor's dialect, below ``/api/v1``."""
