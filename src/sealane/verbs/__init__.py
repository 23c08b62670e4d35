"""Each verb as a function: a request in, a value out, progress told to an observer on the way.

The command line and the Python API both stand on this package, so neither can do what the other cannot.
Nothing here prints, asks, or chooses a word; `cli` does the first two, `report` the last.
"""
