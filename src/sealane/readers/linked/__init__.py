"""Linked Terraform directories to a world: a plan, and two more in which every id is an invented one.

Whatever the two agree on but for the invented values is how the directory puts things together; whatever they do not
agree on depends on something that only an apply decides. No invented value leaves this package.
"""
