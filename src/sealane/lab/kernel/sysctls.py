"""How a network namespace behaves: the settings under /proc/sys/net, which each has of its own."""

from __future__ import annotations

import os
from typing import Final

from sealane.lab.sockets import speaks_ipv6

_FOLDER: Final = "/proc/sys/net"

# A space takes packets from wherever they come, as a VPC judges routes by destinations alone; says nothing of better
# ways; answers every packet for a closed port; and has no addresses but those that it was given.
_IPV4: Final = (
    ("ipv4/conf/all/rp_filter", "0"),
    ("ipv4/conf/default/rp_filter", "0"),
    ("ipv4/conf/all/accept_local", "1"),
    ("ipv4/conf/all/send_redirects", "0"),
    ("ipv4/conf/default/send_redirects", "0"),
    ("ipv4/icmp_ratelimit", "0"),
    ("ipv4/ping_group_range", "0 0"),
)
_IPV6: Final = (
    ("ipv6/conf/default/addr_gen_mode", "1"),
    ("ipv6/conf/default/accept_ra", "0"),
    ("ipv6/conf/all/forwarding", "0"),
    ("ipv6/icmp/ratelimit", "0"),
)


def settle() -> None:
    """Settle the calling thread's network namespace, which is new."""
    for path, value in (*_IPV4, *(_IPV6 if speaks_ipv6() else ())):
        write(path, value)


def forward(*, wanted: bool) -> None:
    """Have the calling thread's network namespace send on what is not for it, or not.

    Devices that come later are told nothing of it: they would join the group of routers and say so, and what is sent
    on depends on the namespace alone.
    """
    value = "1" if wanted else "0"
    write("ipv4/ip_forward", value)
    if speaks_ipv6():
        write("ipv6/conf/all/forwarding", value)
        write("ipv6/conf/default/forwarding", "0")


def write(path: str, value: str) -> None:
    """Write one setting; a kernel that does not have it has nothing to settle."""
    try:
        handle = os.open(f"{_FOLDER}/{path}", os.O_WRONLY)
    except FileNotFoundError:
        return
    try:
        os.write(handle, value.encode())
    finally:
        os.close(handle)
