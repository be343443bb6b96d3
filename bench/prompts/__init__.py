"""What reading a prompt costs: the table's prompts, and 5,000 characters of hostile text beside the limit."""
