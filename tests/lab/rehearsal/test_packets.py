"""The packets of a rehearsal, as the file that keeps them has them: they go where the plan lets them alone."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest

from sealane.lab.kernel.conversations import Conversation, Conversations
from sealane.verbs.observer import Silent
from sealane.verbs.rehearsing import Theatre
from sealane.verbs.request import Request
from sealane.verbs.subject import Subject
from sealane.verbs.wish import Wish
from sealane.world.world import World
from tests.lab.rehearsal.conftest import PATIENCE
from tests.worlds.healthy import healthy
from tests.worlds.wounds.everything import WOUNDS

# The VPC of the healthy world, the resolver's address that every VPC has, the blocks of its S3 prefix list, and what a
# kernel says to its own neighbours of IPv6.
ALLOWED = tuple(
    map(ip_network, ("10.0.0.0/16", "169.254.169.253/32", "52.216.0.0/15", "3.5.0.0/19", "ff02::/16", "::/128"))
)
_ENHANCED_PACKET = 6


@pytest.mark.parametrize(("wound", "leaks"), [("", False), ("a default route to a working NAT gateway", True)])
def test_packets_tell_where_a_start_went(wound: str, leaks: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a row
    """Of a sealed network the file has conversations with its own addresses and S3 alone; of a leaking one, others."""
    world = WOUNDS[wound].broken if wound else healthy()
    found = conversations_of(world, tmp_path / "packets.pcapng")
    assert sum(one.octets for one in found) > 1_000_000
    away = [one for one in found if not _within(one)]
    assert bool(away) is leaks, away


def conversations_of(world: World, file: Path) -> list[Conversation]:
    """Rehearse a world and read its packets back."""
    wish = Wish(subject=Subject(source="a world"), patience=PATIENCE, capture=str(file))
    with Theatre(wish, Request(environ=dict(os.environ), folder=file.parent), Silent()) as theatre:
        theatre.rehearse(world, ())
    kept = Conversations()
    for frame in frames_of(file.read_bytes()):
        kept.note(frame)
    return list(kept)


def frames_of(content: bytes) -> Iterator[bytes]:
    """Yield the packets of a pcapng file: https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-02.html."""
    place = 0
    while place < len(content):
        kind, length = struct.unpack_from("<II", content, place)
        if kind == _ENHANCED_PACKET:
            captured = struct.unpack_from("<I", content, place + 20)[0]
            yield content[place + 28 : place + 28 + captured]
        place += length


def _within(one: Conversation) -> bool:
    ends = (ip_address(str(one.source)), ip_address(str(one.destination)))
    return all(any(end.version == block.version and end in block for block in ALLOWED) for end in ends)
