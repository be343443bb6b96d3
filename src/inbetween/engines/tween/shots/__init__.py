"""Several shots: which frames each has, what part of the pictures it shows, and how one leads to the next."""
