"""The same resources as a reusable module in Terraform's standard structure, with its README, an example and tests.

https://developer.hashicorp.com/terraform/language/modules/develop/structure
"""

from __future__ import annotations

from sealane.terraform.files.module.write import write_module

__all__ = ["write_module"]
