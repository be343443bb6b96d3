"""The simplest engine: a picture that stands still, or turns into another by a linear dissolve."""
