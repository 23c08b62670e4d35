"""Terraform state documents (`terraform show -json`) to a world; the facts are those of `readers.plan.translate`."""
