"""What the user wants: the models of `sealane.yaml`, their defaults, and reading text into them.

Text in, models or placed problems out; the file itself is read by the caller.
"""
