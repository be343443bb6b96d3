"""What every mode but two pictures costs, beside the encoder alone."""
