"""Names, asked of the servers that a space's programs ask, in their order, as a resolver library does."""

from __future__ import annotations

import contextlib
import socket
from ipaddress import ip_address

import dns.exception
import dns.message
import dns.query
import dns.rcode
import dns.rdatatype

from sealane.lab.sockets import Spaces, speaks_ipv6
from sealane.lab.task.failures import CallFailed
from sealane.lab.task.supply import Place
from sealane.verdicts.observation import Failure

PORT = 53


def resolve(spaces: Spaces, place: Place, name: str, seconds: float) -> tuple[str, ...]:
    """Return the addresses of a name, those of IPv4 first.

    Raises:
        CallFailed: no server answered, or the name has no address.

    """
    with contextlib.suppress(ValueError):
        return (str(ip_address(name)),)
    if not place.servers:
        raise CallFailed(Failure.NAME, f"dial tcp: lookup {name}: no name server is configured")
    kinds = ("A", "AAAA") if speaks_ipv6() else ("A",)
    found = [address for kind in kinds for address in _ask(spaces, place, name, kind, seconds)]
    if not found:
        raise CallFailed(Failure.NAME, f"dial tcp: lookup {name} on {_at(place.servers[0])}: no such host")
    return tuple(found)


def _ask(spaces: Spaces, place: Place, name: str, kind: str, seconds: float) -> list[str]:
    """Ask one server after another; a server that answers at all decides, but for one that fails."""
    query = dns.message.make_query(name, kind)
    last: CallFailed | None = None
    for server in place.servers:
        try:
            answer = _exchange(spaces, place.space, server, query, seconds)
        except CallFailed as failure:
            last = failure
            continue
        if answer.rcode() in {dns.rcode.NOERROR, dns.rcode.NXDOMAIN}:
            wanted = dns.rdatatype.from_text(kind)
            return [item.address for entry in answer.answer if entry.rdtype == wanted for item in entry]
        last = CallFailed(Failure.NAME, f"dial tcp: lookup {name} on {_at(server)}: server misbehaving")
    raise last or CallFailed(Failure.NAME, f"dial tcp: lookup {name}: no such host")


def _exchange(
    spaces: Spaces, space: str, server: str, query: dns.message.Message, seconds: float
) -> dns.message.Message:
    name = query.question[0].name.to_text(omit_final_dot=True)
    family = socket.AF_INET6 if ":" in server else socket.AF_INET
    with spaces.inside(space):
        asker = socket.socket(family, socket.SOCK_DGRAM)
    try:
        asker.setblocking(False)  # noqa: FBT003 (the socket module's own form)
        return dns.query.udp(query, server, timeout=seconds, port=PORT, sock=asker, raise_on_truncation=False)
    except (dns.exception.Timeout, TimeoutError, PermissionError):
        # The kernel tells the sender of a datagram that a filter of its own space dropped it; AWS's are silent.
        raise CallFailed(Failure.NAME, f"dial tcp: lookup {name} on {_at(server)}: i/o timeout") from None
    except (OSError, dns.exception.DNSException) as error:
        detail = f"dial udp {_at(server)}: {str(error) or type(error).__name__}"
        raise CallFailed(Failure.NAME, detail) from error
    finally:
        asker.close()


def _at(server: str) -> str:
    return f"[{server}]:{PORT}" if ":" in server else f"{server}:{PORT}"
