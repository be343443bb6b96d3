"""The words that the engine sees."""
