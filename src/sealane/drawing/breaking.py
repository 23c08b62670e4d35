"""From a cause to the link of an arrow that it breaks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sealane.drawing.arrows import Link
from sealane.verdicts.cause import Cause
from sealane.verdicts.check import Subject
from sealane.verdicts.proof import StepVerdict
from sealane.verdicts.trace import Hop
from sealane.verdicts.verdict import Verdict

# What is not listed is decided by what answers, after the packets have arrived: stores, roles and their policies.
_LINKS: Final = {
    Cause.TASK_GROUP_EGRESS: Link.SOURCE,
    Cause.VPC_DNS_OFF: Link.SOURCE,
    Cause.NAMES_CUSTOM_SERVER: Link.SOURCE,
    Cause.NAMES_OVERRIDDEN: Link.SOURCE,
    Cause.NO_PUBLIC_ADDRESS: Link.SOURCE,
    Cause.NETWORK_ACL_BLOCKS: Link.BORDER,
    Cause.GATEWAY_ENDPOINT_NOT_ROUTED: Link.BORDER,
    Cause.NO_WAY_OUT: Link.CARRIER,
    Cause.NAT_HAS_NO_WAY_OUT: Link.CARRIER,
    Cause.FORWARDER_BLOCKS: Link.CARRIER,
    Cause.ENDPOINT_MISSING: Link.CARRIER,
    Cause.ENDPOINT_ELSEWHERE: Link.CARRIER,
    Cause.ENDPOINT_PRIVATE_DNS_OFF: Link.CARRIER,
    Cause.ENDPOINT_GROUP_INGRESS: Link.CARRIER,
    Cause.ENDPOINT_POLICY_DENIES: Link.CARRIER,
    Cause.EFS_GROUP_INGRESS: Link.CARRIER,
    Cause.EFS_MOUNT_TARGET_MISSING: Link.CARRIER,
    Cause.REGISTRY_NOT_PRIVATE: Link.CARRIER,
    Cause.IMAGE_OTHER_REGION: Link.CARRIER,
    Cause.SECRET_OTHER_REGION: Link.CARRIER,
    Cause.LOG_REGION_WRONG: Link.CARRIER,
}
_BY_HOP: Final = {
    "name-server": Link.SOURCE,
    "hosted-zone": Link.SOURCE,
    "resolver-rule": Link.SOURCE,
    "dns-firewall": Link.SOURCE,
    "network-acl": Link.BORDER,
    "route-table": Link.BORDER,
}


def link_of(verdict: StepVerdict, hops: Iterable[Hop]) -> Link | None:
    """Return where a step's arrow breaks, or where nobody knows; `None` where it holds."""
    if verdict.verdict is Verdict.HOLDS:
        return None
    if verdict.cause is not None:
        return _LINKS.get(verdict.cause, Link.TARGET)
    open_ = [check for check in verdict.checks if check.verdict is verdict.verdict]
    if not any(check.subject is Subject.NETWORK for check in open_):
        return Link.TARGET
    return next((_BY_HOP.get(hop.kind, Link.CARRIER) for hop in hops if hop.does == "unknown"), Link.CARRIER)
