"""Descriptions of security group rules that refer to a prefix list or a group.

AWS: DescribeSecurityGroupRules returns the description of every rule.
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroupRule.html
moto 5.2: returns it for rules with a CIDR only, and refuses to modify a rule of all protocols.
"""

from __future__ import annotations

import inspect
from typing import Any

from sealane.sandbox.gaps.seam import Original, around


def close() -> None:
    """Find the description wherever the rule was given it; what a later change says wins."""
    from moto.ec2.models.security_groups import SecurityGroupBackend, SecurityGroupRule

    @around(SecurityGroupRule, "__init__")
    def remember(original: Original, self: Any, *arguments: Any, **named: Any) -> None:  # noqa: ANN401
        original(self, *arguments, **named)
        given = inspect.signature(original).bind(self, *arguments, **named).arguments
        listed = given.get("prefix_list_id") or {}
        self.sealane_description = self.source_group.get("Description") or listed.get("Description")

    def description(self: Any) -> str | None:  # noqa: ANN401
        changed: str | None = self.ip_range.get("Description")
        given: str | None = getattr(self, "sealane_description", None)
        return given if changed is None else changed

    SecurityGroupRule.description = property(description)  # type: ignore[assignment,method-assign]

    @around(SecurityGroupBackend, "modify_security_group_rules")
    def modify(original: Original, self: Any, rules: dict[str, dict[str, Any]], *rest: Any) -> Any:  # noqa: ANN401
        for rule in rules.values():
            if str(rule.get("IpProtocol")) == "-1":
                # A rule of all protocols has no ports on AWS; moto insists on being told some.
                rule.setdefault("FromPort", -1)
                rule.setdefault("ToPort", -1)
        return original(self, rules, *rest)
