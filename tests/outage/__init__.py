"""Outages for real: disks that are full, read-only or gone, a database that is silent, a clock that jumps."""
