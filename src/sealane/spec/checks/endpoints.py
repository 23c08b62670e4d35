"""The AWS services that applications call, by the names of their endpoint services."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.grammar import limits
from sealane.grammar.endpoint_catalogue import GATEWAYS
from sealane.grammar.endpoint_services import known_suffixes
from sealane.spec.finding import Finding, Rule
from sealane.spec.nearest import suggestion
from sealane.spec.places import Path

if TYPE_CHECKING:
    from sealane.spec.document import Spec

_LIST = "https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html"
_UNKNOWN = Rule(code="aws-service-unknown", link=_LIST)
_QUOTA = Rule(code="endpoints-above-quota", link=limits.ENDPOINTS_SOURCE, severity="warning")
# What every task's start needs: https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
_ALWAYS = ("ecr.api", "ecr.dkr", "logs")

ALIASES = {
    "cloudwatch": "monitoring",
    "cloudwatch-logs": "logs",
    "cloudmap": "servicediscovery",
    "ecr": "ecr.api",
    "efs": "elasticfilesystem",
    "elb": "elasticloadbalancing",
    "eventbridge": "events",
    "firehose": "kinesis-firehose",
    "kinesis": "kinesis-streams",
    "msk": "kafka",
    "parameter-store": "ssm",
    "prometheus": "aps-workspaces",
    "sagemaker": "sagemaker.api",
    "secrets-manager": "secretsmanager",
    "ses": "email",
    "step-functions": "states",
    "stepfunctions": "states",
    "systems-manager": "ssm",
}
"""Names that people use, and the endpoint service that they mean."""


def endpoints_of_the_spec(spec: Spec) -> Iterator[Finding]:
    """Check that every service has an endpoint service, and how many endpoints that makes."""
    known = known_suffixes()
    for position, name in enumerate(spec.endpoints.aws_services):
        if name in known:
            continue
        path: Path = ("endpoints", "aws_services", position)
        plain = name.lower().replace(" ", "-").replace("_", "-")
        plain = plain.removeprefix("com.amazonaws.").removeprefix("aws-").removeprefix("amazon-")
        if spec.region:
            plain = plain.removeprefix(f"{spec.region}.")
        alias = ALIASES.get(plain, plain if plain in known else "")
        near = f"; did you mean `{alias}`?" if alias else suggestion(plain, known)
        what = f"no endpoint service is known by the name `{name}`{near}"
        command = "aws ec2 describe-vpc-endpoint-services --query 'ServiceDetails[?Owner==`amazon`].ServiceName'"
        hint = f"write `{alias}`" if alias else f"it is what follows the Region in the list that ``{command}`` prints"
        yield _UNKNOWN.broken(path, what, hint, facts=(("found", name),))
    wanted = len({*spec.endpoints.aws_services, *_ALWAYS} - set(GATEWAYS))
    if wanted > limits.ENDPOINTS_PER_VPC:
        what = f"{wanted} interface endpoints are above the default quota of {limits.ENDPOINTS_PER_VPC} in a VPC"
        yield _QUOTA.broken(("endpoints", "aws_services"), what, "have the quota raised before applying")
