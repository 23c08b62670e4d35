"""ARNs of roles, which follow from their names."""

from __future__ import annotations

from sealane.readers.plan.resource import Resource
from sealane.readers.plan.translate.settings import account_part, joined
from sealane.world.text import Hole, Text
from sealane.world.values import Known


def arn_of_role(resource: Resource) -> Text:
    """Return the ARN of a role, with holes for what an apply decides."""
    return arn_of_entity(resource, "role")


def arn_of_entity(resource: Resource, kind: str) -> Text:
    """Return the ARN of a role or a customer managed policy.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
    """
    if text := resource.literal("arn"):
        return text
    path, name = resource.text("path", "/"), resource.text("name")
    given = isinstance(name, Known) and name.value
    parts: list[str | Hole] = [
        f"arn:{resource.home.setting.partition}:iam::",
        account_part(resource),
        f":{kind}",
        path.value or "/" if isinstance(path, Known) else Hole(path.reason, f"{resource.address}.path"),
        given or Hole("its name is not known before apply", f"{resource.address}.name"),
    ]
    return joined(parts)
