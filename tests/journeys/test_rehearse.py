"""`rehearse` as scripts and people call it: statuses, forms, packets, mistakes; no account, no Terraform."""

from __future__ import annotations

from pathlib import Path

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest

from tests.journeys.traveller import Traveller

PLAN = Path(__file__).parents[1] / "cases" / "plan_reading" / "minimal" / "plan.json"


@pytest.fixture
def planner(nobody: Traveller) -> Traveller:
    """Give a person with a plan."""
    (nobody.folder / "plan.json").write_bytes(PLAN.read_bytes())
    return nobody


def test_start_is_rehearsed_and_its_packets_are_kept(planner: Traveller) -> None:
    """A plan that holds starts, with the packets in a file that tells where they went, and leaves nothing running."""
    done = planner.run("rehearse", "plan.json", "--capture", "packets.pcapng", "--patience", "1")
    assert done.status == 0, done.err
    assert done.out.startswith("HOLDS  plan.json: aws_ecs_service.app started, every step as predicted")
    assert "starport-layer-bucket.s3.us-east-1.amazonaws.com" in "".join(done.out.split())
    packets = (planner.folder / "packets.pcapng").read_bytes()
    # https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-02.html: a section header comes first.
    assert packets[:4] == b"\x0a\x0d\x0d\x0a"
    assert len(packets) > 1_000_000
    assert not (planner.folder / ".sealane").exists()


def test_fault_is_told_as_ecs_would(planner: Traveller) -> None:
    """Without a piece the answer is 1, a document of the published schema, with the message that ECS would give."""
    schema = planner.must("schema", "rehearsal").json
    arguments = ("--without", "endpoint:logs", "--format", "json", "--patience", "0.5")
    done = planner.run("rehearse", "plan.json", *arguments)
    assert done.status == 1, done.err
    jsonschema.validate(done.json, schema)
    (service,) = done.json["services"]
    assert (done.json["taken"], service["starts"]) == (["endpoint:logs"], "fails")
    assert service["message"].startswith("ResourceInitializationError: failed to validate logger args")
    failing = [step for step in service["steps"] if step["observed"] == "fails"]
    assert [(step["step"], step["cause"], step["agreement"]) for step in failing] == [
        ("log-stream", "endpoint-missing", "agrees")
    ]


def test_pieces_are_listed_without_a_lab(planner: Traveller) -> None:
    """What can be taken or broken is told by the options that do it, and each of them is understood."""
    listed = planner.must("rehearse", "plan.json", "--pieces").out
    assert "--without endpoint:aws_vpc_endpoint.logs" in listed
    assert "--break acl:aws_subnet.private_a" in listed


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("rehearse", "plan.json", "--without", "endpoint:log"), "endpoint:logs"),
        (("rehearse", "plan.json", "--break", "endpoint:logs"), "piece-unknown"),
        (("rehearse", "plan.json", "--only", "api"), "aws_ecs_service.app"),
        (("rehearse", "plan.json", "--image", "oci:nowhere"), "nowhere"),
        (("rehearse", "missing.json"), "missing.json"),
        (("rehearse",), "source-unclear"),
    ],
)
def test_mistakes_are_told(arguments: tuple[str, ...], word: str, planner: Traveller) -> None:
    """A wrong piece, service, image or source is one error that names it, and nothing is left running."""
    done = planner.run(*arguments)
    assert (done.status, done.out) == (2, "")
    assert word in done.err
    assert "Traceback" not in done.err
