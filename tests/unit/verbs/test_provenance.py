"""What a proof was made from is told so that it can be compared years later."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

import pytest

import sealane
from sealane.errors import InputError
from sealane.readers.recognise import recognise
from sealane.verbs.provenance import provenance_of

LOCK = """provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.100.0"
  constraints = "~> 5.0"
}
"""


def test_a_plan_tells_its_hash_and_versions(tmp_path: Path) -> None:
    """Hash, Terraform, providers and the moment of the plan are those of the document, and another has another hash."""
    plan = tmp_path / "plan.json"
    provider = {"name": "aws", "full_name": "registry.terraform.io/hashicorp/aws", "version_constraint": "~> 5.100"}
    document = {
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "planned_values": {},
        "resource_changes": [],
        "configuration": {"provider_config": {"aws": provider, "aws.west": provider}},
        "timestamp": "2026-01-02T03:04:05Z",
    }
    plan.write_text(json.dumps(document), encoding="utf-8")
    found = provenance_of(recognise(plan), {})
    assert found.digest == hashlib.sha256(plan.read_bytes()).hexdigest()
    assert (found.sealane, found.terraform, found.planned) == (sealane.__version__, "1.11.4", "2026-01-02T03:04:05Z")
    assert found.providers == (("registry.terraform.io/hashicorp/aws", "~> 5.100"),)
    assert found.made == ""
    plan.write_text(json.dumps(document | {"timestamp": ""}), encoding="utf-8")
    assert provenance_of(recognise(plan), {}).digest != found.digest


def test_a_folder_has_the_hash_that_sha256sum_gives(tmp_path: Path) -> None:
    """Anybody can work the hash of a folder out again; Terraform's own files are not in it, the lock is."""
    (tmp_path / "modules" / "a").mkdir(parents=True)
    (tmp_path / ".terraform").mkdir()
    for name in ("main.tf", "modules/a/main.tf", ".terraform.lock.hcl"):
        (tmp_path / name).write_text(LOCK if name.endswith("hcl") else f"# {name}\n", encoding="utf-8")
    (tmp_path / ".terraform" / "big").write_text("not looked at", encoding="utf-8")
    command = "find . -type f -not -path './.terraform/*' | sed 's|^./||' | LC_ALL=C sort | xargs sha256sum | sha256sum"
    expected = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    found = provenance_of(recognise(tmp_path), {})
    assert found.digest == expected.split()[0]
    assert found.files == 3
    assert found.providers == (("registry.terraform.io/hashicorp/aws", "5.100.0 (locked)"),)
    (tmp_path / "main.tf").write_text("# changed\n", encoding="utf-8")
    assert provenance_of(recognise(tmp_path), {}).digest != found.digest


def test_a_date_is_told_only_where_it_is_fixed() -> None:
    """SOURCE_DATE_EPOCH puts a date on a page; one that is no number is refused with the command that sets it."""
    assert provenance_of(None, {}).made == ""
    assert provenance_of(None, {"SOURCE_DATE_EPOCH": "1767225600"}).made == "2026-01-01 00:00 UTC"
    for wrong in ("yesterday", "1e3", "9" * 30):
        with pytest.raises(InputError) as caught:
            provenance_of(None, {"SOURCE_DATE_EPOCH": wrong})
        assert caught.value.problems[0].code == "date-invalid"
