"""What holds for a whole VPC: DNS attributes and name servers."""

from __future__ import annotations

from sealane.fixes.case import Case
from sealane.fixes.change import Change, Proposal, changed
from sealane.reachability.blocks.names import CustomNameServers, VpcDnsOff
from sealane.records import replace
from sealane.world.values import Known
from sealane.world.vpcs import AMAZON_NAME_SERVER

_ON: Known[bool] = Known(True)  # noqa: FBT003 - a value


def dns_on(block: VpcDnsOff, case: Case) -> Proposal:
    """Turn both attributes on."""
    del case
    return changed(block.vpc, replace(block.vpc, dns_support=_ON, dns_hostnames=_ON))


def amazon_name_server(block: CustomNameServers, case: Case) -> Proposal:
    """Ask Amazon's name server, which can forward to the customer's own by a resolver rule.

    https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-forward-vpc-to-network.html
    """
    del case
    after = replace(block.options, name_servers=Known((AMAZON_NAME_SERVER,)))
    # A set of DHCP options cannot be changed: https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSet.html
    return Proposal(changes=(Change(before=block.options, after=after, user=block.vpc),))
