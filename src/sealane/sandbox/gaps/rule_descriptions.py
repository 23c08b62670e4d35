"""Descriptions and changes of security group rules that refer to a prefix list or a group.

AWS: DescribeSecurityGroupRules returns the description of every rule, and ModifySecurityGroupRules changes any of them.
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroupRule.html
moto 5.2: returns it for rules with a CIDR only; changes a rule's IPv4 CIDR and none of the other three kinds of source;
refuses to change a rule of all protocols.
"""

from __future__ import annotations

import inspect
from typing import Any

from sealane.sandbox.seam import Original, around


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
    def modify(original: Original, self: Any, group_id: str, rules: dict[str, dict[str, Any]]) -> None:  # noqa: ANN401
        for asked in rules.values():
            if str(asked.get("IpProtocol")) == "-1":
                # A rule of all protocols has no ports on AWS; moto insists on being told some.
                asked.setdefault("FromPort", -1)
                asked.setdefault("ToPort", -1)
        original(self, group_id, rules)
        group = self.get_security_group_by_name_or_id(group_id)
        for rule_id, asked in rules.items():
            _change_source(group.get_rule(rule_id), asked)


def _change_source(rule: Any, asked: dict[str, Any]) -> None:  # noqa: ANN401
    if rule.ip_protocol == "-1":
        rule.from_port = rule.to_port = None
    if "CidrIpv6" in asked:
        rule.ip_range["CidrIpv6"] = asked["CidrIpv6"]
    if "PrefixListId" in asked:
        rule.prefix_list_id = asked["PrefixListId"]
    if "ReferencedGroupId" in asked:
        rule.source_group = {**rule.source_group, "GroupId": asked["ReferencedGroupId"]}
