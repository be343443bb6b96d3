"""The queue: one row per task, moved from state to state by guarded single statements."""
