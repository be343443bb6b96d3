"""Engines render a scene into frames. They know no HTTP, task row, file or money."""
