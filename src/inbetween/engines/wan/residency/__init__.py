"""What of the weights lies on the card, and when: a plan in numbers, and what moves by it."""
