"""Resources of a template, worked out, to the world's facts: one file for each noun, a function of what is there."""
