"""What AWS returned, to facts: documents in, values of `world` out; nothing is asked and nothing is decided.

Keys that AWS adds one day are ignored; a key that AWS may leave out has AWS's own default.
"""
