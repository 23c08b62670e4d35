"""The command line: one file per verb, arguments in, view and exit status out.

Data goes to stdout, talk to stderr. Nothing heavy is imported before a verb needs it.
"""
