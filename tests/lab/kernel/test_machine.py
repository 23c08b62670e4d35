"""The machine itself: nothing of it changes, and labs that stand at the same time know nothing of each other."""

from __future__ import annotations

import socket
import struct
from pathlib import Path

from sealane.lab.blueprint.gates import Side
from sealane.lab.kernel import enclosure
from sealane.lab.kernel.lab import Lab
from sealane.lab.kernel.netlink import ROUTE
from sealane.lab.kernel.wire import Wire
from sealane.records import dataclass
from tests.lab.kernel.conftest import Call
from tests.lab.kernel.flows import A_TO_B, EVERY
from tests.lab.kernel.network import gate, network
from tests.lab.kernel.workshop import probed

_DUMP, _ADDRESSES, _ROUTES, _RULES = 0x301, 22, 26, 34
_HEADER = struct.Struct("=IHHII")


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What a lab could have changed: links, addresses, routes, rules, settings, mounts and name servers."""

    links: tuple[str, ...]
    tables: tuple[frozenset[bytes], ...]
    settings: tuple[str, ...]
    files: tuple[str, ...]


def machine() -> Machine:
    """Look at the machine, in the network where this is called."""
    paths = ("ipv4/ip_forward", "ipv4/conf/all/rp_filter", "ipv4/conf/all/accept_local", "ipv6/conf/all/forwarding")
    settings = [Path("/proc/sys/net") / path for path in (*paths, "ipv6/conf/default/addr_gen_mode")]
    return Machine(
        links=tuple(sorted(name for _, name in socket.if_nameindex())),
        tables=tuple(frozenset(_dumped(kind)) for kind in (_ADDRESSES, _ROUTES, _RULES)),
        settings=tuple(path.read_text(encoding="ascii") for path in settings if path.exists()),
        files=tuple(
            Path(path).read_text(encoding="utf-8") for path in ("/etc/resolv.conf", "/etc/hosts", "/proc/self/mounts")
        ),
    )


def _dumped(kind: int) -> list[bytes]:
    """Return what the kernel lists, without what only says how long ago something was."""
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, ROUTE) as asked:
        asked.send(_HEADER.pack(_HEADER.size + 12, kind, _DUMP, 1, 0) + bytes(12))
        found: list[bytes] = []
        while True:
            heard = asked.recv(1 << 16)
            place = 0
            while place < len(heard):
                length, said, _, _, _ = _HEADER.unpack_from(heard, place)
                if said == 3:
                    return found
                # The first bytes hold what is meant, up to the attributes of which some count seconds.
                found.append(heard[place + _HEADER.size : place + _HEADER.size + 28])
                place += (length + 3) & ~3


def test_machine_is_as_it_was(workshop: Call) -> None:
    """Links, addresses, routes, rules, settings, mounts and name servers are the same before, meanwhile and after."""
    before = machine()
    with enclosure.enter(stand_and_wait) as inside:
        assert inside.receive() == "stands"
        assert machine() == before
    assert workshop(probed, network(), EVERY) == ["back"] * len(EVERY)
    assert machine() == before


def stand_and_wait(wire: Wire) -> None:
    """Build a lab and wait until nobody needs it."""
    lab = Lab(network())
    wire.say("stands")
    wire.hear()
    lab.close()


def test_two_labs_at_once_do_not_meet(workshop: Call) -> None:
    """A lab of the same names and addresses changes nothing in another one."""
    with enclosure.enter(stand_and_wait) as inside:
        assert inside.receive() == "stands"
        assert workshop(probed, network(gate("b", Side.ARRIVING)), (A_TO_B,)) == ["lost"]
        assert workshop(probed, network(), (A_TO_B,)) == ["back"]
