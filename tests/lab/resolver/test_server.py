"""A name server on real sockets of this machine's loopback."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from contextlib import AbstractContextManager
from ipaddress import ip_address

import dns.exception
import dns.message
import dns.query
import dns.rcode
import pytest

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.names import Answer, Resolver
from sealane.lab.resolver.server import NameServer

_HERE = "127.0.0.53"


class _Loopback:
    """Spaces that are all this machine."""

    def inside(self, space: str) -> AbstractContextManager[None]:  # noqa: ARG002 (every space is the same)
        """Stay here."""
        return contextlib.nullcontext()


def _blueprint(address: str) -> Blueprint:
    many = tuple(ip_address(f"10.1.0.{n}") for n in range(100))
    answers = (Answer(name="a.b", addresses=(ip_address(address),)), Answer(name="many.b", addresses=many))
    return Blueprint(sets={}, resolvers=(Resolver(space="r", addresses=(ip_address(_HERE),), answers=answers),))


@pytest.fixture
def server() -> Iterator[NameServer]:
    """Give a name server that answers at a free port."""
    made = NameServer(_blueprint("10.0.0.1"), _Loopback(), port=0)
    made.start()
    yield made
    made.stop()


def _addresses(server: NameServer, name: str) -> list[str]:
    query = dns.message.make_query(name, "A")
    got, _ = dns.query.udp_with_fallback(query, _HERE, port=server.ports()["r", _HERE], timeout=5)
    return [item.to_text() for each in got.answer for item in each]


def test_it_answers_over_both_transports_and_remembers(server: NameServer) -> None:
    """A short answer comes by datagram, a long one by stream after a cut one, and all three are in the record."""
    assert _addresses(server, "a.b") == ["10.0.0.1"]
    assert len(_addresses(server, "many.b")) == 100
    record = server.record.since()
    assert [(each.name, each.code, each.client) for each in record] == [
        ("a.b", "NOERROR", "127.0.0.1"),
        ("many.b", "NOERROR", "127.0.0.1"),
        ("many.b", "NOERROR", "127.0.0.1"),
    ]


def test_garbage_does_not_stop_it(server: NameServer) -> None:
    """After bytes that are no message, by either transport, it still answers."""
    place = (_HERE, server.ports()["r", _HERE])
    with socket.socket(type=socket.SOCK_DGRAM) as plain, socket.create_connection(place) as stream:
        plain.sendto(b"\x00" * 11, place)
        plain.sendto(b"\xff" * 300, place)
        stream.sendall(b"\x00\x03abc\xff\xff")
        assert _addresses(server, "a.b") == ["10.0.0.1"]


def test_another_blueprint_is_answered_from_at_once(server: NameServer) -> None:
    """The resolver that stays has the new answers at the same place; one that goes no longer answers."""
    before = server.ports()
    server.become(_blueprint("10.0.0.2"))
    assert server.ports() == before
    assert _addresses(server, "a.b") == ["10.0.0.2"]
    server.become(Blueprint(sets={}))
    assert server.ports() == {}
    with pytest.raises((dns.exception.Timeout, OSError)):
        dns.query.udp(dns.message.make_query("a.b", "A"), _HERE, port=before["r", _HERE], timeout=0.2)
