"""Messages in, messages out."""

from __future__ import annotations

from ipaddress import ip_address

import dns.flags
import dns.message
import dns.opcode
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sealane.lab.blueprint.names import Answer
from sealane.lab.resolver.reply import reply_to

_ONE = Answer(name="a.b", addresses=(ip_address("10.0.0.1"),))
_MANY = Answer(name="a.b", addresses=tuple(ip_address(f"10.0.{n // 250}.{n % 250}") for n in range(200)))


def _replied(kind: str, found: Answer, *, stream: bool = False, **options: int) -> dns.message.Message:
    query = dns.message.make_query("A.b", kind, **options)  # type: ignore[arg-type]
    reply = reply_to(query.to_wire(), lambda _: found, stream=stream)
    assert reply.wire is not None
    return dns.message.from_wire(reply.wire)


@pytest.mark.parametrize(
    ("kind", "found", "code", "count"),
    [
        ("A", _ONE, "NOERROR", 1),
        ("AAAA", _ONE, "NOERROR", 0),
        ("HTTPS", _ONE, "NOERROR", 0),
        ("A", Answer(name="a.b", exists=False), "NXDOMAIN", 0),
        ("A", Answer(name="a.b", refused=True), "REFUSED", 0),
    ],
)
def test_an_answer_becomes_its_message(kind: str, found: Answer, code: str, count: int) -> None:
    """A family without addresses is no error, a name that does not exist is one, and a blocked one is refused."""
    got = _replied(kind, found)
    assert (dns.rcode.to_text(got.rcode()), sum(len(each) for each in got.answer)) == (code, count)
    assert got.flags & dns.flags.RA


def test_a_silent_server_says_nothing() -> None:
    """What never answers leaves the asker waiting."""
    query = dns.message.make_query("a.b", "A").to_wire()
    silent = reply_to(query, lambda name: Answer(name=name, silent=True), stream=False)
    assert (silent.wire, silent.code, silent.name) == (None, "SILENT", "a.b")


def test_what_does_not_fit_is_cut_and_told() -> None:
    """A datagram holds 512 bytes, or what the asker has room for up to 1,232; a stream holds everything."""
    plain, roomy = _replied("A", _MANY), _replied("A", _MANY, use_edns=0, payload=4096)
    assert plain.flags & dns.flags.TC
    assert roomy.flags & dns.flags.TC
    whole = _replied("A", _MANY, stream=True)
    assert not whole.flags & dns.flags.TC
    assert sum(len(each) for each in whole.answer) == 200


def test_what_is_no_question_is_refused_in_form() -> None:
    """Another operation is not implemented, another version of EDNS is told, and a reply is not replied to."""
    status = dns.message.make_query("a.b", "A")
    status.set_opcode(dns.opcode.STATUS)
    assert reply_to(status.to_wire(), lambda _: _ONE, stream=False).code == "NOTIMP"
    newer = dns.message.make_query("a.b", "A", use_edns=1)
    assert reply_to(newer.to_wire(), lambda _: _ONE, stream=False).code == "BADVERS"
    looped = dns.message.make_response(dns.message.make_query("a.b", "A")).to_wire()
    assert reply_to(looped, lambda _: _ONE, stream=False).wire is None


@given(st.binary(max_size=80))
@example(b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\xc0\x0c\x00\x01\x00\x01")
@example(b"\x12\x34\x01\x00")
def test_no_bytes_break_it(wire: bytes) -> None:
    """Whatever arrives, there is a reply with the same identifier, or none."""
    reply = reply_to(wire, lambda _: _ONE, stream=False)
    assert reply.wire is None or reply.wire[:2] == wire[:2]
