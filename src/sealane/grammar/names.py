"""Grammar of the names that AWS resources bear, and of the ids that AWS gives them."""

from __future__ import annotations

import re
from typing import Final

from sealane.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a kind of name may look like.

    Attributes:
        kind: what bears the name, in AWS's words.
        longest: most characters.
        form: the whole name, case-sensitive.
        allowed: the form in words.
        link: the page that states it.

    """

    kind: str
    longest: int
    form: re.Pattern[str]
    allowed: str
    link: str

    def admits(self, name: str) -> bool:
        """Tell whether a name fits in length and form."""
        return 0 < len(name) <= self.longest and self.form.fullmatch(name) is not None


ROLE: Final = Rule(
    kind="IAM role",
    longest=64,
    form=re.compile(r"[A-Za-z0-9_+=,.@-]+"),
    allowed="letters, digits and `_+=,.@-`",
    link="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html",
)
LOAD_BALANCER: Final = Rule(
    kind="load balancer",
    longest=32,
    form=re.compile(r"(?!internal-)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"),
    allowed="letters, digits and hyphens, no hyphen at either end, and not beginning with `internal-`",
    link="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html",
)
TARGET_GROUP: Final = Rule(
    kind="target group",
    longest=32,
    form=re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"),
    allowed="letters, digits and hyphens, no hyphen at either end",
    link="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
)
PORT_NAME: Final = Rule(
    kind="port mapping",
    longest=64,
    form=re.compile(r"[a-z0-9_][a-z0-9_-]*"),
    allowed="lower-case letters, digits, `_` and `-`, not beginning with a hyphen",
    link="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html",
)
SERVICE_CONNECT_DNS: Final = Rule(
    kind="Service Connect client alias",
    longest=127,
    form=re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?"),
    allowed="lower-case letters, digits, `_`, `-` and `.`, not beginning with a hyphen",
    link="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectClientAlias.html",
)
BUCKET: Final = Rule(
    kind="S3 bucket",
    longest=63,
    form=re.compile(
        r"(?!xn--|sthree-|amzn-s3-demo-)(?!.*(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$)(?!.*\.\.)"
        r"(?![0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"
    ),
    allowed="3 to 63 lower-case letters, digits, dots and hyphens, a letter or digit at both ends, no `..`, no IP "
    "address, and none of the beginnings and endings that S3 keeps for itself",
    link="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
)

OURS: Final = re.compile(r"(?!sg-)[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?")
"""What is a name of everything at once: letters, digits and inner hyphens, beginning with a letter.

A security group's name may not begin with `sg-`: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
"""

_IDS: Final = {
    "vpc": re.compile(r"vpc-(?:[0-9a-f]{8}|[0-9a-f]{17})"),
    "subnet": re.compile(r"subnet-(?:[0-9a-f]{8}|[0-9a-f]{17})"),
    "sg": re.compile(r"sg-(?:[0-9a-f]{8}|[0-9a-f]{17})"),
    "fs": re.compile(r"fs-[0-9a-f]{8,40}"),
    "fsap": re.compile(r"fsap-[0-9a-f]{8,40}"),
}
ID_SOURCE: Final = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html"


def is_id(prefix: str, text: str) -> bool:
    """Tell whether a text is an id of that kind: `vpc`, `subnet`, `sg`, `fs` or `fsap`."""
    return _IDS[prefix].fullmatch(text) is not None
