"""What is said to the kernel about links: a cable is made, raised and cut."""

from __future__ import annotations

import struct
from typing import Final

from sealane.lab.kernel.netlink import CREATE, GONE, REQUEST, Message, attribute, attributes, nested, number, text

LOOPBACK: Final = 1

_NEWLINK: Final = 16
_DELLINK: Final = 17
_GETLINK: Final = 18
_HEADER: Final = struct.Struct("=BxHiII")
_OPERSTATE, _OPERATIONAL = 16, 6
_UP, _NOARP, _MULTICAST = 0x1, 0x80, 0x1000
_ADDRESS, _IFNAME, _MTU, _LINKINFO, _GROUP, _NAMESPACE = 1, 3, 4, 18, 27, 28
_INFO_KIND, _INFO_DATA, _PEER = 1, 2, 1
_ANY_KIND: Final = 0
# Both ends of every cable have it. A device that asks for no neighbours sends to its own, and the other end takes what
# is sent to its own: so nobody ever asks for anybody's, and what enters one end leaves the other.
_MAC: Final = bytes((2, 0, 0, 0, 0, 1))
# That of a VPC: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/network_mtu.html
_MTU_OF_VPC: Final = 9001
# Devices that are about to go together, because the kernel waits as long for one as for a hundred.
_DOOMED: Final = 0xD00D


def loopback_up() -> Message:
    """Raise the loopback device."""
    return Message(kind=_NEWLINK, flags=REQUEST, body=_header(LOOPBACK, _UP, _UP), about="raise lo")


def cable(here: tuple[str, int], there: tuple[str, int], namespace: int) -> Message:
    """Lay a cable from this namespace to another one, which a file descriptor holds; ends have names and numbers."""
    beyond = _device(*there) + number(_NAMESPACE, namespace)
    info = text(_INFO_KIND, "veth") + nested(_INFO_DATA, nested(_PEER, beyond))
    body = _device(*here) + nested(_LINKINFO, info)
    return Message(kind=_NEWLINK, flags=CREATE, body=body, about=f"lay a cable from {here[0]} to {there[0]}")


def up(device: str, index: int) -> Message:
    """Raise a device."""
    return Message(kind=_NEWLINK, flags=REQUEST, body=_header(index, _UP, _UP), about=f"raise {device}")


def state(device: str, index: int) -> Message:
    """Ask how a device is; kernels since 6.8 do first what they had put off."""
    return Message(kind=_GETLINK, flags=REQUEST, body=_header(index), about=f"look at {device}")


def carries(answer: bytes) -> bool:
    """Tell from the answer whether the device sends what it is given.

    The end of a cable that was raised first hears of the other one a little later, and drops everything until then.
    """
    return dict(attributes(answer[_HEADER.size :])).get(_OPERSTATE) == bytes([_OPERATIONAL])


def doom(device: str, index: int) -> Message:
    """Mark a device, to be cut with all that are marked."""
    body = _header(index) + number(_GROUP, _DOOMED)
    return Message(kind=_NEWLINK, flags=REQUEST, body=body, about=f"mark {device}", forgiven=GONE)


def cut() -> Message:
    """Cut the cables of all devices that are marked."""
    body = _header(0) + number(_GROUP, _DOOMED)
    return Message(kind=_DELLINK, flags=REQUEST, body=body, about="cut cables", forgiven=GONE)


def _device(name: str, index: int) -> bytes:
    # Without groups nobody asks for any, so nothing is ever said that no program said.
    return (
        _header(index, _NOARP, _NOARP | _MULTICAST)
        + text(_IFNAME, name)
        + attribute(_ADDRESS, _MAC)
        + number(_MTU, _MTU_OF_VPC)
    )


def _header(index: int, flags: int = 0, change: int = 0) -> bytes:
    return _HEADER.pack(_ANY_KIND, 0, index, flags, change)
