"""A spec to the Terraform files that a person would have written. No input or output happens here.

Endpoints, roles, policies and egress rules are folds over the start-up steps; this package renders what they say and
decides nothing about AWS again. One file here for each file there.
"""

from __future__ import annotations

from sealane.terraform.files.write import File, write

__all__ = ["File", "write"]
