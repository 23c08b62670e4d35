"""Security group rules that are taken away by their ids, while others of their group are too.

AWS: calls for one group do not undo each other, and one that names a rule which is gone says so by the rule's id, which
a client that asks again, because it heard no answer to its first call, takes for done.
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
moto 5.2: writes a list of rules anew that it read a moment before, and tells of a permission instead of a rule.
"""

from __future__ import annotations

import threading
from typing import Any

from sealane.sandbox.seam import Original, around


def close() -> None:
    """Let one call after the other change rules, and look for those that are named first."""
    one_by_one = threading.RLock()
    for way in ("ingress", "egress"):
        _put(way, one_by_one)


def _put(way: str, one_by_one: threading.RLock) -> None:
    from moto.ec2.exceptions import InvalidSecurityGroupRuleIdNotFoundError
    from moto.ec2.models.security_groups import SecurityGroupBackend

    @around(SecurityGroupBackend, f"authorize_security_group_{way}")
    def authorize(original: Original, *asked: Any, **named: Any) -> Any:  # noqa: ANN401
        with one_by_one:
            return original(*asked, **named)

    @around(SecurityGroupBackend, f"revoke_security_group_{way}")
    def revoke(original: Original, self: Any, **asked: Any) -> Any:  # noqa: ANN401
        with one_by_one:
            group = self.get_security_group_by_name_or_id(asked["group_name_or_id"], asked.get("vpc_id"))
            there = {rule.id for rule in getattr(group, f"{way}_rules", ())}
            for named in asked.get("security_rule_ids") or ():
                if group is not None and named not in there:
                    raise InvalidSecurityGroupRuleIdNotFoundError(named)
            return original(self, **asked)
