"""Captures: the packets that passed, in a file that others read, and who spoke to whom."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.gates import Side
from sealane.lab.kernel.capture import Capture
from sealane.lab.kernel.lab import Lab
from sealane.lab.kernel.probe import Flow, probe
from tests.lab.kernel.conftest import Call
from tests.lab.kernel.flows import A_OUT, A_TO_B, A_TO_B6
from tests.lab.kernel.network import A6, B6, ELSEWHERE, A, B, gate, network

Spoken = tuple[str, str, int, int, int]


def captured(
    blueprint: Blueprint, flows: Sequence[Flow], path: Path | None, spaces: Sequence[str]
) -> tuple[list[Spoken], int]:
    """Capture while flows are sent, and tell who spoke to whom, by which port, how often, and what was missed."""
    with Lab(blueprint) as lab:
        with Capture(lab, path, spaces) as capture:
            probe(lab, flows)
        spoken = [
            (str(each.source), str(each.destination), each.port, each.asked, each.answered)
            for each in capture.conversations
        ]
        return spoken, capture.lost


def test_router_hears_who_speaks_to_whom(workshop: Call) -> None:
    """Each conversation is heard once, in the order they began, of both families and to the outside."""
    spoken, lost = workshop(captured, network(), (A_TO_B, A_TO_B6, A_OUT), None, ())
    assert spoken == [(A, B, 443, 1, 1), (A6, B6, 443, 1, 1), (A, ELSEWHERE, 443, 1, 1)]
    assert lost == 0


def test_what_is_dropped_was_said(workshop: Call) -> None:
    """A packet that a router's gate drops is heard without an answer, and one that never left is not."""
    dropped = gate("router", Side.PASSING, tracked=False)
    assert workshop(captured, network(dropped), (A_TO_B,), None, ()) == ([(A, B, 443, 1, 0)], 0)
    assert workshop(captured, network(gate("a", Side.LEAVING)), (A_TO_B,), None, ()) == ([], 0)


def test_any_space_can_be_heard(workshop: Call) -> None:
    """A space that is named is heard instead of the routers."""
    spoken, _ = workshop(captured, network(), (A_TO_B, A_OUT), None, ("outside",))
    assert [(destination, port) for _, destination, port, _, _ in spoken] == [(ELSEWHERE, 443)]


def test_file_is_read_by_others(workshop: Call, tmp_path: Path) -> None:
    """What is kept is read by tcpdump: every packet twice, as it comes to the router and as it leaves."""
    kept = tmp_path / "kept.pcapng"
    workshop(captured, network(), (A_TO_B,), kept, ())
    read = subprocess.run(("tcpdump", "-nr", kept, "tcp"), capture_output=True, text=True, check=True)
    lines = read.stdout.splitlines()
    assert len(lines) == 4
    assert f"{A}." in lines[0]
    assert f"> {B}.443: Flags [S]" in lines[0]
    assert b"router i-a to a" in kept.read_bytes()
