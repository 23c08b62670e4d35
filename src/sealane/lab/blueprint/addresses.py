"""What an address is in a blueprint: Python's own types, of either family."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Interface, IPv4Network, IPv6Address, IPv6Interface, IPv6Network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
# An address together with the length of its prefix, as a device has it.
Assigned = IPv4Interface | IPv6Interface
