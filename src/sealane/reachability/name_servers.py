"""Whom a task asks for names: Amazon's name server, unless DHCP options say otherwise or the VPC has it off.

https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html
"""

from __future__ import annotations

from sealane.reachability.atlas import Atlas
from sealane.reachability.blocks.names import CustomNameServers, NamesOverridden, VpcDnsOff
from sealane.reachability.indexes import interfaces_by_address
from sealane.reachability.outcome import Outcome, Reason, doubted
from sealane.reachability.routes import lanes_of, legs_of, table_of
from sealane.records import dataclass
from sealane.verdicts.trace import Block, Hop
from sealane.world.address_sets import address_text, block, number_of, span
from sealane.world.gaps import Noun
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.names import HostedZone
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unknown
from sealane.world.vpcs import AMAZON_NAME_SERVER, DhcpOptions, Vpc

_LINK_LOCAL = frozenset({"169.254.169.253", "fd00:ec2::253"})


@dataclass(frozen=True, slots=True)
class Server:
    """Whether names are answered, and why the answer may be another than Amazon's."""

    outcome: Outcome
    elsewhere: tuple[Reason, ...] = ()


def asked(atlas: Atlas, vpc: Vpc, subnet: Subnet, *, private: bool, public: bool) -> Server:
    """Return whether a name server answers for a name.

    `private` says that the VPC must have what private names need, `public` that any server has the name.
    """
    question = ("asked", vpc.id, subnet.id, private, public)
    return atlas.answer(question, lambda: _asked(atlas, vpc, subnet, private=private, public=public))


def _asked(atlas: Atlas, vpc: Vpc, subnet: Subnet, *, private: bool, public: bool) -> Server:
    vpc, subnet = atlas.fact(Vpc, vpc.id) or vpc, atlas.fact(Subnet, subnet.id) or subnet
    custom, elsewhere = _custom(atlas, vpc, subnet, public=public)
    if custom is not None:
        hop = Hop(kind="name-server", origin=custom.origin, rule=custom.origin, does="drops")
        return Server(Outcome(blocks=(custom,), forward=(hop,)))
    own = _attributes(vpc, private=private)
    return Server(doubted(own, *elsewhere) if own.blocks and elsewhere else own, elsewhere)


def _attributes(vpc: Vpc, *, private: bool) -> Outcome:
    wanted = {"enableDnsSupport": vpc.dns_support, **({"enableDnsHostnames": vpc.dns_hostnames} if private else {})}
    off = tuple(name for name, value in wanted.items() if value == Known(value=False))
    why: tuple[Reason, ...] = tuple(value for value in wanted.values() if not isinstance(value, Known))
    if off:
        return Outcome(blocks=(VpcDnsOff(vpc=vpc, attributes=off),), forward=(_hop(vpc, "drops"),))
    return Outcome(open=why) if why else Outcome(forward=(_hop(vpc, "resolves"),))


def _hop(vpc: Vpc, does: str) -> Hop:
    return Hop(kind="name-server", origin=vpc.origin, rule=vpc.origin, does=does)


def _custom(
    atlas: Atlas, vpc: Vpc, subnet: Subnet, *, public: bool
) -> tuple[CustomNameServers | None, tuple[Reason, ...]]:
    """Return the custom servers that surely do not help, or why an answer may be theirs."""
    if not isinstance(vpc.dhcp_options, Known):
        return None, (vpc.dhcp_options,)
    if not vpc.dhcp_options.value:
        gap = atlas.gap(Noun.DHCP_OPTIONS, vpc.id)
        return None, (gap,) if gap else ()
    options = atlas.find(DhcpOptions, vpc.dhcp_options)
    if not isinstance(options, Known):
        return None, (options,)
    servers = options.value.name_servers
    if not isinstance(servers, Known):
        return None, (servers,)
    others = tuple(server for server in servers.value if not _is_amazons(vpc, server))
    if not others:
        return None, ()
    if len(others) < len(servers.value):
        return None, (Unknown(f"{options.value.origin.name} names {', '.join(others)} beside Amazon's name server"),)
    helpful = [server for server in others if _is_somebodys(atlas, server)]
    if public and not helpful:
        helpful = [server for server in others if _has_a_route(atlas, subnet, server)]
    if helpful:
        return None, (Unknown(f"whether the name server {helpful[0]} answers as Amazon's does"),)
    return CustomNameServers(vpc=vpc, options=options.value, servers=others), ()


def leave_public_names(atlas: Atlas, subnet: Subnet, blocks: tuple[Block, ...]) -> bool:
    """Tell whether names still resolve as everybody else's do where these keep private ones from resolving.

    A VPC without host names has no private zones either, and who asks another server asks none of the VPC's zones,
    rules and firewalls: https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSet.html
    """
    aside = any(isinstance(block, CustomNameServers) for block in blocks)
    bare = any(isinstance(block, VpcDnsOff) for block in blocks)
    return all(_leaves_public_names(atlas, subnet, block, aside=aside, bare=bare) for block in blocks)


def _leaves_public_names(atlas: Atlas, subnet: Subnet, block: Block, *, aside: bool, bare: bool) -> bool:
    match block:
        case VpcDnsOff(attributes=attributes):
            return "enableDnsSupport" not in attributes
        case CustomNameServers(servers=servers):
            return any(_has_a_route(atlas, subnet, server) for server in servers)
        case NamesOverridden(by=by):
            return aside or (bare and isinstance(by, HostedZone))
        case _:
            return False


def _is_amazons(vpc: Vpc, server: str) -> bool:
    """Tell whether a server is Amazon's, by name or by one of its addresses: VPC+2 or the link-local ones."""
    if server.lower() == AMAZON_NAME_SERVER.lower() or server.lower() in _LINK_LOCAL:
        return True
    primary = block(vpc.cidrs.value[0]) if isinstance(vpc.cidrs, Known) and vpc.cidrs.value else None
    return primary is not None and server == address_text(primary.addresses.first + 2)


def _is_somebodys(atlas: Atlas, server: str) -> bool:
    """Tell whether the world has something at the address of a server, which may forward to Amazon's."""
    if number_of(server) is None:
        return True
    if atlas.named(interfaces_by_address, (NetworkInterface,), server):
        return True
    return any(instance.address == Known(server) for instance in atlas.facts(Instance).values())


def _has_a_route(atlas: Atlas, subnet: Subnet, server: str) -> bool:
    """Tell whether questions to a server have a route out, so that it may answer for public names.

    One inside the VPC that the world does not have is not there.
    """
    number = number_of(server)
    table = table_of(atlas, subnet)
    if number is None or not isinstance(table, Known):
        return True
    lane = legs_of(lanes_of(atlas, table.value), span(number, number))[0].lane
    return lane is not None and not lane.local
