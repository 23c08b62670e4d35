"""Rule groups of Route 53 Resolver DNS Firewall.

AWS: ListFirewallRuleGroupAssociations lists those that guard a VPC, none where there are none.
https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_ListFirewallRuleGroupAssociations.html
moto 5.2: has no DNS Firewall, so whoever reads a VPC cannot tell that it has none.
"""

from __future__ import annotations

import json
from typing import Any

from sealane.sandbox.seam import missing


def close() -> None:
    """Answer that there are none."""
    from moto.route53resolver.responses import Route53ResolverResponse

    @missing(Route53ResolverResponse, "list_firewall_rule_group_associations")
    def associations(self: Any) -> str:  # noqa: ANN401
        del self
        return json.dumps({"FirewallRuleGroupAssociations": []})
