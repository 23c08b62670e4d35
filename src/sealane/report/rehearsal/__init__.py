"""A rehearsal as text and as JSON."""
