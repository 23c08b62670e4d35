"""Records of VPC flow logs: what went over a network interface in a window of time, or that nothing is known of it.

https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
"""

from __future__ import annotations

import enum

from sealane.records import dataclass
from sealane.world.values import Origin


class FlowStatus(enum.StrEnum):
    """What a record says of its window: packets, that there were none, or that some were left out of the log."""

    RECORDED = "OK"
    NO_DATA = "NODATA"
    SKIPPED = "SKIPDATA"


class FlowAction(enum.StrEnum):
    """What groups and network ACLs did with the packets; AWS rejects those of a closed connection too."""

    ACCEPTED = "ACCEPT"
    REJECTED = "REJECT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One record.

    Attributes:
        origin: the file and line.
        status: what the record says of its window.
        action: what was done with the packets, `None` for a window without any.
        interface: the network interface at which it was recorded, empty when the log's format leaves it out.
        task: the ARN or id of the task, where the format has it.
        source, target: the addresses of the packets, where the format has them, else those of the interface's side.
        source_port, target_port: 0 when left out.
        protocol: its IANA number, 6 for TCP; 0 when left out.
        flags: the TCP flags that were seen, 2 for a packet that opens a connection; `None` when left out.
        direction: `ingress` or `egress`, empty when left out.
        reason: what rejected the packets when it was neither a group nor a network ACL.
        began, ended: the window, in seconds since 1970; 0 when left out.

    """

    origin: Origin
    status: FlowStatus = FlowStatus.RECORDED
    action: FlowAction | None = None
    interface: str = ""
    task: str = ""
    source: str = ""
    target: str = ""
    source_port: int = 0
    target_port: int = 0
    protocol: int = 0
    flags: int | None = None
    direction: str = ""
    reason: str = ""
    began: int = 0
    ended: int = 0
