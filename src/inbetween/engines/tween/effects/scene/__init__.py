"""What an effect knows of the picture: its subject, where its head is, and what may stand behind it."""
