"""Wounds written as modules of one directory, linked by the real Terraform: each has the findings of its world."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from sealane.proof.prove import prove
from sealane.verbs.prove_sources import world_from_directory
from sealane.verdicts.proof import ServiceProof
from sealane.verdicts.verdict import Verdict
from tests.worlds.healthy import OTHER_ACCOUNT, healthy
from tests.worlds.render.directory import directory_of
from tests.worlds.render.rendered import Rendered
from tests.worlds.wounds import everything
from tests.worlds.wounds.wound import Expected, found

WELL = "well"
# No directory tells whose it will be, so an account that a policy names may be the one.
OPEN = "open"
ANOTHERS = "the policy of the endpoint for ecr.api means another account"
# Some of every family; all of them together are linked once.
WOUNDS = {
    f"w{number:02}": name
    for number, name in enumerate(
        (
            "no endpoint for ecr.api",
            "the endpoints' group lets in from another group",
            "the gateway endpoint is associated with another table",
            "a subnet without an association uses the main table, which the gateway endpoint does not know",
            "DNS Firewall blocks a name",
            "the ACL is closed for everything outside of the VPC",
            "no mount target in one zone",
            "the role lacks the statement for the key",
            "the permissions boundary denies ECR",
            "the S3 endpoint's policy denies and allows nothing",
            "the key's policy denies decryption",
            "300 CPU units with 1024 MiB",
            "the image quay.io/org/app:1 is in a public registry",
            "a default route to a working NAT gateway",
            "a load balancer that faces the internet",
            "a transit gateway leads everything to another VPC's NAT gateway",
        )
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What is proved of each module, and what stands there for the names of its world."""

    proofs: Mapping[str, ServiceProof]
    rendered: Mapping[str, Rendered]


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Linked:
    """Give the healthy world and the wounds, linked together."""
    folder = tmp_path_factory.mktemp("worlds")
    wounds = {OPEN: ANOTHERS, **WOUNDS}
    worlds = {WELL: healthy()} | {module: everything.WOUNDS[name].broken for module, name in wounds.items()}
    rendered = directory_of(worlds, folder)
    services = prove(world_from_directory(folder, environ=os.environ)).services
    return Linked(proofs={service.service.id.split(".")[1]: service for service in services}, rendered=rendered)


def test_healthy_world_holds(linked: Linked) -> None:
    """The healthy module holds, although nobody knows the account, any id or any ARN."""
    proof = linked.proofs[WELL]
    assert found(proof) == frozenset()
    assert proof.open == ()
    assert (proof.starts, proof.sealed, proof.verdict) == (Verdict.HOLDS,) * 3


@pytest.mark.parametrize("module", WOUNDS, ids=WOUNDS.get)
def test_wound_gives_the_same_findings(module: str, linked: Linked) -> None:
    """A wounded module has exactly the findings of its world, each at the file and line of its own block."""
    wound, origins = everything.WOUNDS[WOUNDS[module]], linked.rendered[module].origins
    proof = linked.proofs[module]
    expected = {Expected(cause=one.cause, origin=origins[one.origin], steps=one.steps) for one in wound.expected}
    assert found(proof) == expected
    assert all(finding.origin.file.endswith(f"{module}/main.tf") for finding in proof.findings)
    assert all(finding.origin.line for finding in proof.findings)
    assert proof.verdict is Verdict.FAILS


def test_account_that_nobody_knows_is_no_other_account(linked: Linked) -> None:
    """A policy for one account neither lets the task through nor keeps it out where its own is not known."""
    proof = linked.proofs[OPEN]
    assert found(proof) == frozenset()
    assert any(OTHER_ACCOUNT in why.reason for why in proof.open)
    assert proof.verdict is Verdict.UNKNOWN


def test_every_module_is_proved(linked: Linked) -> None:
    """No module is left out."""
    assert set(linked.proofs) == {WELL, OPEN, *WOUNDS}
