"""The scene of the example pictures: a mountain lake, balloons and a meadow in the evening sun."""
