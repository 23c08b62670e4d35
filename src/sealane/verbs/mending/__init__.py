"""A proposed change as a change of the user's own Terraform: where it is written, proved again before anybody sees it.

One file per noun knows how people write that noun, and where one thing more goes. What cannot be placed surely is said
to be so, with the reason. Files are only read; what comes out is a diff.
"""
