"""What each public model accepts, as data, and the one validator that reads it."""
