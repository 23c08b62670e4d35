"""What a verb must be allowed to read: as an IAM policy, as JSON about it, and as Terraform."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from sealane.report.schema_parts import TEXT, a_list, an_object, document, one_of
from sealane.verbs.permissions import Purpose, actions_for

_VERSION: Final = "2012-10-17"


def policy(purpose: Purpose) -> dict[str, Any]:
    """Return the policy as AWS takes it.

    What it allows is to describe, get and list, which for most of these actions AWS cannot narrow to a resource.
    https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
    """
    statement = {
        "Sid": f"Sealane{purpose.capitalize()}",
        "Effect": "Allow",
        "Action": list(actions_for(purpose)),
        "Resource": "*",
    }
    return {"Version": _VERSION, "Statement": [statement]}


def as_text(purpose: Purpose) -> str:
    """Return the policy alone, so that it can be handed on as it is."""
    return json.dumps(policy(purpose), indent=2)


def as_json(purpose: Purpose) -> dict[str, Any]:
    """Return the policy under the name of its schema."""
    return {"schema": "sealane/permissions/1", "for": str(purpose), "policy": policy(purpose)}


def as_terraform(purpose: Purpose) -> str:
    """Return the policy as a document and a managed policy of Terraform."""
    label = f"sealane_{purpose}"
    (statement,) = policy(purpose)["Statement"]
    actions = "".join(f'      "{action}",\n' for action in statement["Action"])
    return f"""data "aws_iam_policy_document" "{label}" {{
  statement {{
    sid       = "{statement["Sid"]}"
    resources = ["*"]

    actions = [
{actions}    ]
  }}
}}

resource "aws_iam_policy" "{label}" {{
  name        = "sealane-{purpose}"
  description = "What sealane {purpose} reads"
  policy      = data.aws_iam_policy_document.{label}.json
}}
"""


def schema() -> Mapping[str, Any]:
    """Return the published JSON Schema of `sealane/permissions/1`."""
    statement = an_object(
        {"Sid": TEXT, "Effect": {"const": "Allow"}, "Action": a_list(TEXT), "Resource": {"const": "*"}}
    )
    whole = an_object({"Version": {"const": _VERSION}, "Statement": a_list(statement)})
    title = "What `sealane policies --for VERB --format json` prints"
    return document("sealane/permissions/1", title, {"for": one_of(Purpose), "policy": whole}, {})
