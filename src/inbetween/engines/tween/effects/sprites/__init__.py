"""Things that are drawn in clay once per process and size: hands, a rose, horses, a dragon."""
