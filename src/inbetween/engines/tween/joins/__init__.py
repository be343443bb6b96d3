"""Pictures between which nothing moves: strangers, one picture twice, and what only light changes."""
