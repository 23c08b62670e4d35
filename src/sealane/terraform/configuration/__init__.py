"""A root module as its author wrote it: the blocks of its files, the modules it calls, and the places of both.

Belongs here: where a block begins, which labels it has, and the text of its arguments. What an expression means is
Terraform's business; nothing here evaluates one.
"""
