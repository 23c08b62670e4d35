"""What a stopped task's message says: one file for each family of messages, with the page that states it."""
