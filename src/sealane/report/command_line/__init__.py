"""The command line itself as words: its reference pages, its manual page, its completion in three shells."""
