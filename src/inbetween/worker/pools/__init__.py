"""Where the work of an order is done."""
