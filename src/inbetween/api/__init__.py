"""HTTP, and only here the web framework: from bytes to verbs of the rooms below, and back to JSON."""
