"""One packet's way, in every form."""
