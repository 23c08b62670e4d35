"""The image of a service as Terraform computes it from the variable: the full URI, and the ARN of its repository."""

from __future__ import annotations

from sealane.terraform.files.draft import Service
from sealane.terraform.hcl import Block, block
from sealane.terraform.hcl_values import Code

# The same grammar as `sealane.grammar.images`, as a Terraform string; the two are held equal by a test.
# https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
_COMPONENT = "[a-z0-9]+(?:(?:\\\\.|_|__|-+)[a-z0-9]+)*"
IMAGE_PATTERN = (
    "^(?:(?P<account>[0-9]{12})\\\\.dkr[.-]ecr(?:-fips)?\\\\.(?P<region>[a-z0-9-]+)\\\\.[a-z0-9.-]+/)?"
    f"(?P<repository>{_COMPONENT}(?:/{_COMPONENT})*)"
    "(?::[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(?:@sha256:[0-9a-f]{64})?$"
)


def image_locals(service: Service) -> Block:
    """Return the locals of a service's image."""
    name = f"{service.label}_image"
    parts = f"local.{name}_parts"
    own = "${local.account_id}.dkr.ecr.${local.region}.${local.dns_suffix}"
    return block(
        "locals",
        {
            f"{name}_parts": Code(f"regex(local.image_pattern, var.{name})"),
            f"{name}_uri": Code(f'{parts}.account == null ? "{own}/${{var.{name}}}" : var.{name}'),
        },
        {
            f"{service.label}_repository_arn": Code(
                f'"arn:${{local.partition}}:ecr:${{coalesce({parts}.region, local.region)}}:'
                f'${{coalesce({parts}.account, local.account_id)}}:repository/${{{parts}.repository}}"'
            ),
        },
        comment=f"The image of {service.name}: a full URI as it is, a name in this account's own registry.",
    )
