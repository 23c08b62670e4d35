"""A small lab with one of everything, to see whether a kernel can hold one."""

from __future__ import annotations

from ipaddress import ip_address

from sealane.lab.blueprint.gates import Gate, Masquerade, Pairing, Side
from sealane.lab.kernel import links
from sealane.lab.kernel.namespaces import Namespace
from sealane.lab.kernel.rules import filtering, transaction
from sealane.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """What the kernel would not do, by its own words: to make namespaces, cables or filters."""

    at: str
    error: int
    said: str


def build() -> Stop | None:
    """Build it in this thread's network, to be called in an enclosure; tells where the kernel stopped."""
    stage = "namespaces"
    try:
        one, other = Namespace(), Namespace()
        stage = "cables"
        one.send([links.loopback_up(), links.cable(("eth0", 2), ("eth0", 2), other.handle), links.up("eth0", 2)])
        stage = "filters"
        inside, outside = ip_address("10.0.0.1"), ip_address("198.18.0.1")
        gate = Gate(space="", name="trial", side=Side.ARRIVING, rules=(), tracked=True)
        masquerade = Masquerade(space="", leaving_by="eth0", address=inside)
        pairing = Pairing(space="", outside_device="eth0", inside=inside, outside=outside)
        one.filter(transaction(filtering([gate], [masquerade], [pairing], {})))
    except OSError as error:
        return Stop(at=stage, error=error.errno or 0, said=str(error))
    return None
