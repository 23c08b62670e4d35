"""Messages of the Domain Name System: a question's bytes in, the reply's bytes out.

https://www.rfc-editor.org/rfc/rfc1035 (messages), https://www.rfc-editor.org/rfc/rfc6891 (EDNS),
https://www.rfc-editor.org/rfc/rfc2308 (a name without records of a type, and a name that does not exist)
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Final

import dns.exception
import dns.flags
import dns.message
import dns.opcode
import dns.rcode
import dns.rdatatype
import dns.rrset

from sealane.lab.blueprint.names import Answer
from sealane.lab.resolver.zone import addresses_of
from sealane.records import dataclass

# Whatever is answered may be otherwise a moment later, when a network is broken or mended.
TTL: Final = 5
_PAYLOAD: Final = 1232
_CLASSIC: Final = 512
_STREAM: Final = 65535
_HEADER: Final = 12
_IS_REPLY: Final = 0x8000
_VERSIONS: Final = {dns.rdatatype.A: 4, dns.rdatatype.AAAA: 6}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What goes back, and what it says; `wire` is `None` for no answer at all."""

    wire: bytes | None
    name: str = ""
    kind: str = ""
    code: str = "SILENT"
    addresses: tuple[str, ...] = ()


def reply_to(wire: bytes, ask: Callable[[str], Answer], *, stream: bool) -> Reply:
    """Answer one message; `ask` gives the answer for a name. Over a stream nothing is cut short."""
    try:
        query = dns.message.from_wire(wire)
    except Exception:  # noqa: BLE001 (whatever the parser says of bytes from the network, the server must live on)
        return _malformed(wire)
    if query.flags & dns.flags.QR:
        return Reply(wire=None)
    if query.opcode() != dns.opcode.QUERY:
        return _refusal(query, dns.rcode.NOTIMP)
    if len(query.question) != 1:
        return _refusal(query, dns.rcode.FORMERR)
    if query.edns > 0:
        return _refusal(query, dns.rcode.BADVERS)
    return _answer(query, ask, _STREAM if stream else _room(query))


def _answer(query: dns.message.Message, ask: Callable[[str], Answer], room: int) -> Reply:
    question = query.question[0]
    name = question.name.to_text(omit_final_dot=True).lower()
    kind = dns.rdatatype.to_text(question.rdtype)
    found = ask(name)
    if found.silent:
        return Reply(wire=None, name=name, kind=kind)
    message = dns.message.make_response(query, recursion_available=True, our_payload=_PAYLOAD)
    addresses: tuple[str, ...] = ()
    if found.refused:
        message.set_rcode(dns.rcode.REFUSED)
    elif not found.exists:
        message.set_rcode(dns.rcode.NXDOMAIN)
    elif version := _VERSIONS.get(question.rdtype):
        addresses = addresses_of(found, version)
        if addresses:
            message.answer.append(dns.rrset.from_text(question.name, TTL, "IN", kind, *addresses))
    code = dns.rcode.to_text(message.rcode())
    wire = message.to_wire(max_size=room, prefer_truncation=True)
    return Reply(wire=wire, name=name, kind=kind, code=code, addresses=addresses)


def _room(query: dns.message.Message) -> int:
    return min(max(query.payload, _CLASSIC), _PAYLOAD) if query.edns >= 0 else _CLASSIC


def _refusal(query: dns.message.Message, code: dns.rcode.Rcode) -> Reply:
    message = dns.message.make_response(query, recursion_available=True, our_payload=_PAYLOAD)
    message.set_rcode(code)
    return Reply(wire=message.to_wire(), code=dns.rcode.to_text(code))


def _malformed(wire: bytes) -> Reply:
    """Answer what cannot be read with its identifier and FORMERR; what has no header or is a reply gets nothing."""
    if len(wire) < _HEADER:
        return Reply(wire=None)
    identifier, flags = struct.unpack("!HH", wire[:4])
    if flags & _IS_REPLY:
        return Reply(wire=None)
    header = struct.pack("!HHHHHH", identifier, _IS_REPLY | dns.rcode.FORMERR, 0, 0, 0, 0)
    return Reply(wire=header, code="FORMERR")
