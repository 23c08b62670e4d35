"""An adoption in words: what is taken over, what stays, what is new, what would be lost."""
