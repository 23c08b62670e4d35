"""Short ways for tests to read a template: one resource, or one expression."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sealane.errors import SealaneError
from sealane.readers.cloudformation.read import world_of_template
from sealane.world.stores import LogGroup
from sealane.world.values import Known, Unknown, Unread, Value
from sealane.world.world import World

REGION = "us-east-1"
ACCOUNT = "111122223333"
NAME = "template.yaml"
YES = Known(value=True)
NO = Known(value=False)


def read(template: str | dict[str, Any], **more: Any) -> World:
    """Read a template, YAML text or a document, in a Region and account that are known unless told otherwise."""
    text = template if isinstance(template, str) else json.dumps(template)
    return world_of_template(text.encode(), NAME, **({"region": REGION, "account": ACCOUNT} | more))


def made(**resources: tuple[str, dict[str, Any]]) -> World:
    """Read a template of resources, each a type without `AWS::` and its properties."""
    return read({"Resources": {key: resource(kind, properties) for key, (kind, properties) in resources.items()}})


def resource(kind: str, properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a resource as a template writes it."""
    return {"Type": kind if kind.startswith("Custom::") else f"AWS::{kind}", "Properties": properties, **more}


def value(expression: str, *, sections: str = "", **more: Any) -> str | Unknown | Unread:
    """Return the text that an expression in YAML comes to, as the name of a log group beside a VPC and a repository."""
    template = f"""
{sections}
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: {{CidrBlock: 10.0.0.0/16}}
  Repository:
    Type: AWS::ECR::Repository
    Properties: {{RepositoryName: team/app}}
  Nameless:
    Type: AWS::ECR::Repository
  Group:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: {expression}
"""
    found: Value[str] = read(template, **more).table(LogGroup)["Group"].name
    return found.value if isinstance(found, Known) else found


def refused(act: Callable[[], object]) -> str:
    """Return the code and place of the first problem of an error that must come."""
    try:
        act()
    except SealaneError as error:
        problem = error.problems[0]
        return f"{problem.code} {problem.place}"
    message = "nothing was refused"
    raise AssertionError(message)
