"""`terraform fmt` leaves written files untouched and `terraform validate` is quiet, whatever the spec uses."""

from __future__ import annotations

import json

import pytest

from tests.terraform.written.conftest import Written
from tests.terraform.written.specs import SPECS


@pytest.mark.parametrize("name", SPECS)
def test_formatted_and_valid(name: str, written: Written) -> None:
    """Every feature yields files that Terraform finds well laid out and valid, without a warning."""
    module = written(SPECS[name])
    assert module.terraform("fmt", "-check", "-diff") == ""
    said = json.loads(module.terraform("validate", "-json"))
    assert (said["valid"], said["diagnostics"]) == (True, [])


def test_a_fault_would_be_found(written: Written) -> None:
    """The check above can fail: an argument that the provider does not know is an error, a space too many a change."""
    module = written(SPECS["nothing but an image"])
    network = module.folder / "network.tf"
    network.write_text(network.read_text(encoding="utf-8").replace("enable_dns_support  ", "enable_dns_sport  "))
    assert "enable_dns_sport" in module.terraform("validate", status=1)
    network.write_text(network.read_text(encoding="utf-8").replace(" = true", "  = true"))
    assert "network.tf" in module.terraform("fmt", "-check", status=3)
