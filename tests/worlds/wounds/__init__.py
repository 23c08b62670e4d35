"""Every wound of the healthy world, one family a file; each breaks one thing and names exactly what must be found."""
