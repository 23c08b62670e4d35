"""The inverse of the readers: a world as the documents of a source, and what that source has no words for."""
