"""What a service's closure needs: from what was read so far to what to ask next, one file per noun.

Nothing here asks. Each file gives questions that follow from the world so far. Those that were asked already are not
asked again, so giving a question twice costs nothing, and the reading ends when no new one comes.
"""
