"""Packets that are kept are read back: who spoke to whom, and what is no part of the network."""

from __future__ import annotations

import io
import struct
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from click import UsageError
from click.testing import CliRunner

from sealane.cli.program import program
from sealane.errors import EnvironmentFailure, InputError
from sealane.lab.kernel.owners import NAME_SERVER
from sealane.lab.kernel.pcapng import Kept, Named, Writer, read
from sealane.sandbox import packets

TASK, ENDPOINT, SERVER, AWAY = (IPv4Address(one) for one in ("10.0.0.9", "10.0.0.20", "10.0.0.2", "8.8.8.8"))
NAMES = {TASK: "task 1", ENDPOINT: "endpoint logs", SERVER: NAME_SERVER}
_TCP, _UDP = 6, 17


def frame(source: IPv4Address, destination: IPv4Address, ports: tuple[int, int], protocol: int = _TCP) -> bytes:
    """Return a packet with nothing in it."""
    ip = bytes([0x45]) + bytes(8) + bytes([protocol]) + bytes(2) + source.packed + destination.packed
    return bytes(12) + b"\x08\x00" + ip + struct.pack("!HH", *ports)


def written(path: Path, *frames: tuple[bytes, bool]) -> Path:
    """Write packets, each with whether it leaves the router."""
    with path.open("wb") as file:
        writer = Writer(file)
        for address, name in NAMES.items():
            writer.name(address, name)
        for one, outbound in frames:
            writer.write("router i1", 1_000_000_000, one, outbound=outbound)
    return path


PULL = (
    (frame(TASK, ENDPOINT, (40000, 443)), False),
    (frame(TASK, ENDPOINT, (40000, 443)), True),
    (frame(ENDPOINT, TASK, (443, 40000)), False),
    (frame(ENDPOINT, TASK, (443, 40000)), True),
    (frame(TASK, ENDPOINT, (40001, 443)), False),
    (frame(TASK, SERVER, (40002, 53), _UDP), False),
    (frame(SERVER, TASK, (53, 40002), _UDP), True),
)


def test_who_spoke_to_whom(tmp_path: Path) -> None:
    """A packet that passes counts once, a router's own answer too, and connections to one port are told together."""
    said = packets.spoken(written(tmp_path / "x.pcapng", *PULL))
    assert [(one.name, one.port, one.connections, one.asked, one.answered) for one in said] == [
        ("endpoint logs", 443, 2, 2, 1),
        (NAME_SERVER, 53, 1, 1, 1),
    ]
    assert not any(one.elsewhere for one in said)


def test_what_is_no_part_of_the_network_is_elsewhere(tmp_path: Path) -> None:
    """An address that nobody gave out is told, whether it answers or not."""
    out = (frame(TASK, AWAY, (40003, 443)), False)
    (tried,) = [one for one in packets.spoken(written(tmp_path / "a.pcapng", *PULL, out)) if one.elsewhere]
    assert (tried.destination, tried.answered) == (str(AWAY), 0)
    back = (frame(AWAY, TASK, (443, 40003)), False)
    (leak,) = [one for one in packets.spoken(written(tmp_path / "b.pcapng", *PULL, out, back)) if one.elsewhere]
    assert (leak.destination, leak.answered) == (str(AWAY), 1)


@pytest.mark.parametrize(
    ("more", "status", "says"),
    [
        ((), 0, "nothing went anywhere else"),
        (((frame(TASK, AWAY, (40003, 443)), False),), 0, "something tried to reach 8.8.8.8"),
        (((frame(TASK, AWAY, (1, 443)), False), (frame(AWAY, TASK, (443, 1)), False)), 1, "LEAK: 8.8.8.8 answered"),
    ],
)
def test_the_command_tells_a_leak(tmp_path: Path, more: tuple[tuple[bytes, bool], ...], status: int, says: str) -> None:
    """A sealed capture and one in which nothing answered end well, and one with an answer from outside does not."""
    path = written(tmp_path / "eu-west-1.pcapng", *PULL, *more)
    told = CliRunner().invoke(program, ["sandbox", "packets", str(path)], standalone_mode=False)
    assert (told.return_value, says in told.stdout) == (status, True)
    plain = CliRunner().invoke(program, ["sandbox", "packets", str(tmp_path), "--format", "json"])
    assert f'"sealed": {"false" if more else "true"}' in plain.stdout


def test_a_file_that_is_still_written_ends_with_its_last_packet(tmp_path: Path) -> None:
    """A packet that is there in part is not there yet."""
    whole = written(tmp_path / "x.pcapng", *PULL).read_bytes()
    read_back = [one for one in read(io.BytesIO(whole)) if isinstance(one, Kept)]
    assert [one.frame for one in read_back] == [one for one, _ in PULL]
    assert [one for one in read(io.BytesIO(whole)) if isinstance(one, Named)]
    assert len([one for one in read(io.BytesIO(whole[:-3])) if isinstance(one, Kept)]) == len(PULL) - 1


def test_what_is_no_such_file_is_bad_input(tmp_path: Path) -> None:
    """An empty folder and a file of another kind are told in one sentence."""
    (tmp_path / "other").write_text("hello, this is a text")
    with pytest.raises(InputError, match="packets-unreadable"):
        packets.spoken(tmp_path / "other")
    with pytest.raises(InputError, match="packets-missing"):
        packets.files(tmp_path)


def test_a_folder_that_cannot_be_is_told_before_anything_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is started for packets that cannot be kept; without tasks there are none to keep."""
    monkeypatch.setenv("SEALANE_SANDBOX_DIR", str(tmp_path / "own"))
    (tmp_path / "file").touch()
    run = CliRunner()
    told = run.invoke(program, ["sandbox", "start", "--capture", str(tmp_path / "file" / "in")], standalone_mode=False)
    assert isinstance(told.exception, EnvironmentFailure)
    assert told.exception.problems[0].code == "capture-folder"
    none = run.invoke(program, ["sandbox", "start", "--no-tasks", "--capture", str(tmp_path)], standalone_mode=False)
    assert isinstance(none.exception, UsageError)
    assert not (tmp_path / "own").exists()
