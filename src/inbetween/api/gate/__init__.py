"""What stands before the routes: how much of the server one connection, one address and one stranger may take."""
