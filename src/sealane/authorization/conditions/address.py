"""IP address operators, IPv4 and IPv6.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address, ip_network

from sealane.authorization.conditions.operator import compared, pair

_Network = IPv4Network | IPv6Network


def _network(text: str) -> _Network:
    """Read an address or a range.

    AWS documents `/32` for a value without prefix. For IPv6 that would be a whole provider's range, which nobody means,
    so an IPv6 address without prefix is not understood in a policy; see `_within` for the request's.
    """
    if "/" not in text and not isinstance(ip_address(text), IPv4Address):
        return ip_network(f"{text}/128")
    return ip_network(text, strict=False)


def _policy_or_request(text: str) -> tuple[_Network, bool]:
    return _network(text), "/" in text


def _within(found: tuple[_Network, bool], wanted: tuple[_Network, bool]) -> bool:
    address, network = found[0].network_address, wanted[0]
    if not wanted[1] and isinstance(network, IPv6Network):
        message = "an IPv6 address without a prefix length has no documented meaning in a policy"
        raise ValueError(message)
    return address in network


OPERATORS = pair("IpAddress", "NotIpAddress", compared(_policy_or_request, _within))
