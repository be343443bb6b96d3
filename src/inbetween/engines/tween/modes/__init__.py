"""One file for each set of inputs: what is prepared before the first frame is drawn."""
