"""A bill in words: text, JSON, Markdown and rows for a page."""
