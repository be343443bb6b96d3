"""Every body accepted or refused as a table says that was written from the specification and not from the catalogue."""
