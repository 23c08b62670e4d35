"""A user's Terraform changed as text, at exact places: everything outside of the change stays as it was, byte for byte.

Belongs here: where a list, an object or a block can take one thing more, and the diff that says so. What the change is
for is somebody else's business, and nothing here reads or writes a file.
"""
