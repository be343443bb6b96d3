"""The simplest engine: the first picture turns into the last by a linear dissolve."""
