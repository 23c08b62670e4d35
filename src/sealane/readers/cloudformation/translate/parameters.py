"""Parameters of Parameter Store."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.cloudformation.fields import fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.finding import Finding
from sealane.readers.cloudformation.translate.naming import chosen_name, known_text
from sealane.world.stores import Parameter

PARAMETER = "AWS::SSM::Parameter"


def parameters(holdings: Holdings) -> Iterator[Finding]:
    """Yield parameters, never their values; CloudFormation makes no `SecureString`.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ssm-parameter.html
    """
    for resource in holdings.of(PARAMETER):
        fields = fields_of(resource, holdings)
        yield Parameter(
            id=resource.key,
            origin=resource.origin,
            name=chosen_name(fields, "Name"),
            arn=known_text(holdings.arn(resource)),
            kind=fields.text("Type"),
        )
