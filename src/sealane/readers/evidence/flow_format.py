"""The format of a flow log: which fields its lines have, told by a first line, or the default one.

https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
"""

from __future__ import annotations

import csv
import re
from typing import Final

DEFAULT: Final = (
    "version",
    "account-id",
    "interface-id",
    "srcaddr",
    "dstaddr",
    "srcport",
    "dstport",
    "protocol",
    "packets",
    "bytes",
    "start",
    "end",
    "action",
    "log-status",
)
# Versions 3 to 5, 7, 8, 9 and 10; version 6 is that of transit gateways.
_FURTHER: Final = (
    "vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region az-id sublocation-type sublocation-id "
    "pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path ecs-cluster-arn ecs-cluster-name "
    "ecs-container-instance-arn ecs-container-instance-id ecs-container-id ecs-second-container-id ecs-service-name "
    "ecs-task-definition-arn ecs-task-arn ecs-task-id reject-reason resource-id encryption-status"
)
FIELDS: Final = frozenset({*DEFAULT, *_FURTHER.split()})
# Without these nobody can say between whom a packet went and what became of it.
NEEDED: Final = ("action", "srcaddr", "dstaddr")
_HEADER_WORDS: Final = 3
_RECORD: Final = re.compile(r"^(?:\S+ \S+ )?\d{1,2} (?:\d{12}|unknown|-) eni-[0-9a-f]+ .*\b(?:OK|NODATA|SKIPDATA)$")


def format_of(line: str) -> tuple[str, ...]:
    """Return the fields that a first line names, in any of the forms that AWS has for them; none for a record.

    A file of S3 begins with names; `aws ec2 describe-flow-logs` writes `${srcaddr}`; Athena has `srcaddr,dstaddr`
    with underscores.
    """
    words = [re.sub(r"^\$\{(.*)\}$", r"\1", word).strip("\"'` ").replace("_", "-").lower() for word in split(line)]
    known = [word for word in words if word in FIELDS]
    return tuple(words) if len(known) >= _HEADER_WORDS and len(known) * 2 > len(words) else ()


def split(line: str) -> list[str]:
    """Split a line into its fields, at blanks or, for a result of Athena, at commas."""
    if "," in line and " " not in line.strip().split(",", 1)[0]:
        return next(csv.reader([line]))
    return line.split()


def is_flow_record(line: str) -> bool:
    """Tell whether a line is a record in the default format, with or without CloudWatch's own words before it."""
    return _RECORD.match(line) is not None
