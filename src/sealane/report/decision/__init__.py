"""One request under every policy layer, in every form."""
