"""Terraform: the files it reads, and the binary that reads them.

Belongs here: finding Terraform or OpenTofu and the AWS provider, the folder Terraform works in, its runs, its event
stream, its failures as problems. `terraform.files` turns a specification into HCL and does no input or output.

Does not belong here: what a plan means (a reader's work), what progress looks like (a report's work),
which resources there should be (decided by the specification and the startup steps).
"""
