"""Sources to facts: each folder reads one kind of source and answers in the vocabulary of `world`."""
