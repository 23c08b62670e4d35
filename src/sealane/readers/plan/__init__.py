"""Terraform plan documents (`terraform show -json PLAN`) to a world.

`document` and `configuration` know the document, `links` follows its references, `resource` is what is left of it for
`translate`, which knows AWS and is shared with every other source that speaks of Terraform resources.
The document's form: https://developer.hashicorp.com/terraform/internals/json-format
"""
