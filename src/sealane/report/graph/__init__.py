"""A proof as a drawing: SVG for people, Mermaid and DOT for their documents and tools.

What is drawn and where it stands is decided in `drawing/`; here are the words, the colours and the three languages.
"""
