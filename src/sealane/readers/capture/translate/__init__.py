"""Answers of AWS to facts, one file per noun; shared by the capture and the live reader. Pure."""
