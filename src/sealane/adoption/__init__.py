"""A service that somebody made by hand, as the spec and the Terraform that take it over: values in, values out.

What the spec can say goes into the spec. What it cannot say and Terraform can is kept in files of its own beside what
`export` writes. What neither can say is a remark, and one that would lose something stops the adoption.
"""
