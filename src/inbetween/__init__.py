"""Inbetween: the Wan image-to-video API on your own machine."""

__version__ = "0.1.0"
