"""Terraform resources to facts, one file per noun; nothing here knows where a resource's values came from."""
