"""The image of a service as Terraform computes it from the variable: the full URI, and the ARN of its repository."""

from __future__ import annotations

from sealane.terraform.files.draft import Service
from sealane.terraform.hcl import Block, block
from sealane.terraform.hcl_values import Code

# What `sealane.grammar.images` reads as private ECR, as a Terraform string; a test holds the two together. Whether a
# Region exists is left to AWS.
# https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
_COMPONENT = "[a-z0-9]+(?:(?:\\\\.|_|__|-+)[a-z0-9]+)*"
IMAGE_PATTERN = (
    "^(?:(?P<account>[0-9]{12})\\\\.dkr[.-]ecr(?:-fips)?\\\\.(?P<region>[a-z0-9-]+)\\\\.[a-z0-9.-]+/)?"
    f"(?P<repository>{_COMPONENT}(?:/{_COMPONENT})*)"
    "(?::[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(?:@sha256:[0-9a-f]{64})?$"
)
# Docker takes what stands before the first slash for a registry when there is a dot in it:
# https://github.com/distribution/reference/blob/main/normalize.go
PRIVATE_PATTERN = "^(?:[0-9]{12}\\\\.dkr[.-]ecr[^/]*/|[^./]+/|[^/]+$)"


def image_locals(service: Service) -> Block:
    """Return the locals of a service's image."""
    name = f"{service.label}_image"
    parts = f"local.{name}_parts"
    return block(
        "locals",
        {
            f"{name}_parts": Code(f"regex(local.image_pattern, var.{name})"),
            f"{name}_uri": Code(f'{parts}.account == null ? "${{local.registry}}/${{var.{name}}}" : var.{name}'),
        },
        {
            f"{service.label}_repository_arn": Code(
                f'"arn:${{local.partition}}:ecr:${{coalesce({parts}.region, local.region)}}:'
                f'${{coalesce({parts}.account, local.account_id)}}:repository/${{{parts}.repository}}"'
            ),
        },
        comment=f"The image of {service.name}: a full URI as it is, a name in this account's own registry.",
    )
