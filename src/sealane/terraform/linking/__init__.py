"""A directory of Terraform planned and linked without an account, and without anything of it being carried out.

A plan made before the first apply knows no id, so it cannot say which subnet a service stands in. Here Terraform plans
a sanitised copy twice more, with an invented id for each resource; wherever such an id turns up in a value, the value
refers to that resource. `link` is the way in. What the answer means is a reader's work.
"""
