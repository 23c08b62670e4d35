"""What tasks said on the wire, in words: to whom, how much, and whether anything went anywhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sealane.report.paragraph import paragraph
from sealane.report.style import Style, table

if TYPE_CHECKING:
    from sealane.sandbox.packets import Spoken

_PROTOCOLS = {6: "tcp", 17: "udp", 1: "icmp", 58: "icmpv6"}
_HEADER = ("to", "address", "port", "sent", "got", "bytes")


def as_text(said: Mapping[str, Sequence[Spoken]], style: Style) -> str:
    """Tell it file by file and, of each, sender by sender."""
    return "\n\n".join(_file(name, spoken, style) for name, spoken in said.items())


def as_json(said: Mapping[str, Sequence[Spoken]]) -> dict[str, Any]:
    """Render the same for machines."""
    return {
        "schema": "sealane/packets/1",
        "files": [
            {"file": name, "sealed": _sealed(spoken), "spoken": [_plain(one) for one in spoken]}
            for name, spoken in said.items()
        ],
    }


def leaks(spoken: Sequence[Spoken]) -> tuple[Spoken, ...]:
    """Return what went out of the network and was answered."""
    return tuple(one for one in spoken if one.elsewhere and one.answered)


def _sealed(spoken: Sequence[Spoken]) -> bool:
    return not any(one.elsewhere for one in spoken)


def _file(name: str, spoken: Sequence[Spoken], style: Style) -> str:
    senders: dict[str, list[Spoken]] = {}
    for one in spoken:
        senders.setdefault(f"{one.source_name or 'elsewhere'}, {one.source}", []).append(one)
    parts = [style.paint(name, "bold")]
    for sender, mine in senders.items():
        parts += [sender, table([_HEADER, *map(_row, mine)], style, indent="  ")]
    return "\n".join((*parts, paragraph(_conclusion(spoken), style)))


def _row(one: Spoken) -> tuple[str, ...]:
    protocol = _PROTOCOLS.get(one.protocol, str(one.protocol))
    port = f"{protocol} {one.port}" if one.port else protocol
    return (one.name or "ELSEWHERE", one.destination, port, str(one.asked), str(one.answered), f"{one.octets:,}")


def _conclusion(spoken: Sequence[Spoken]) -> str:
    if not spoken:
        return "nothing was said"
    if _sealed(spoken):
        return "every packet stayed in the network: nothing went anywhere else"
    if answered := leaks(spoken):
        return f"LEAK: {', '.join(_place(one) for one in answered)} answered, which is no part of the network"
    tried = ", ".join(dict.fromkeys(_place(one) for one in spoken if one.elsewhere))
    return f"something tried to reach {tried}, which is no part of the network; nothing came back"


def _place(one: Spoken) -> str:
    return one.destination if not one.name else one.source


def _plain(one: Spoken) -> dict[str, Any]:
    return {
        "source": {"address": one.source, "name": one.source_name},
        "destination": {"address": one.destination, "name": one.name},
        "protocol": _PROTOCOLS.get(one.protocol, str(one.protocol)),
        "port": one.port,
        "connections": one.connections,
        "sent": one.asked,
        "received": one.answered,
        "bytes": one.octets,
        "elsewhere": one.elsewhere,
    }
