"""Policies that a data source will write when the plan is applied."""

from __future__ import annotations

from typing import Any

from sealane.readers.plan.read import world_of_plan
from sealane.world.policies import Document, Role
from sealane.world.text import Hole, Partial
from sealane.world.values import Known, Unknown, Value
from tests.unit.readers.plan.plan_document import plan, refers, resource

OTHER = resource("aws_iam_role.other", {"name": "other", "path": "/"})


PRINCIPAL = {"principals": [{"identifiers": refers("aws_iam_role.other.arn"), "type": {"constant_value": "AWS"}}]}


def trust(
    statement: dict[str, Any], mark: object = None, expression: dict[str, Any] = PRINCIPAL, **more: Any
) -> Value[Document]:
    """Return the trust policy of a role that is made of one statement of a data source."""
    source = resource("data.aws_iam_policy_document.d", {"statement": [statement], **more}, json=refers("local.x"))
    source["change"]["change"]["after_unknown"]["statement"] = [mark]
    source["block"]["expressions"]["statement"] = [expression]
    role = resource("aws_iam_role.r", {"name": "r"}, assume_role_policy=refers("data.aws_iam_policy_document.d.json"))
    return world_of_plan(plan(OTHER, source, role), "p").table(Role)["aws_iam_role.r"].trust


def test_statements() -> None:
    """Arguments become a statement as the provider writes it: `Allow` by default, and no empty lists."""
    found = trust({"actions": ["sts:AssumeRole"], "resources": [], "effect": None, "sid": ""})
    assert found == Known(
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["sts:AssumeRole"]}]},
    )


def test_conditions_and_variables() -> None:
    """Conditions of one test and variable are one list, and the provider's policy variables are AWS's."""
    one = {"test": "StringLike", "variable": "aws:userid", "values": ["&{aws:userid}"]}
    found = trust({"actions": ["*"], "condition": [one, {**one, "values": ["b"]}]})
    assert isinstance(found, Known)
    assert isinstance(found.value, dict)
    condition = found.value["Statement"][0]["Condition"]
    assert condition == {"StringLike": {"aws:userid": ["${aws:userid}", "b"]}}


def test_principals_that_are_roles() -> None:
    """Where each open identifier can only be the ARN of a role, it is that ARN with its hole."""
    statement = {"actions": ["*"], "principals": [{"type": "AWS", "identifiers": [None]}]}
    found = trust(statement, {"principals": [{"identifiers": [True]}]})
    assert isinstance(found, Known)
    assert isinstance(found.value, dict)
    [arn] = found.value["Statement"][0]["Principal"]["AWS"]
    assert isinstance(arn, Partial)
    assert isinstance(arn.parts[1], Hole)
    assert (arn.parts[0], arn.parts[2]) == ("arn:aws:iam::", ":role/other")


def test_condition_on_roles() -> None:
    """Where each open value of a condition can only be the ARN of a role, it is that ARN; a value too many is open."""
    of_role = {"condition": [{"values": refers("aws_iam_role.other.arn")}]}
    for values, known in (([None], True), ([None, None], False)):
        condition = {"test": "ArnEquals", "variable": "aws:PrincipalArn", "values": values}
        mark = {"condition": [{"values": [True] * len(values)}]}
        found = trust({"actions": ["*"], "condition": [condition]}, mark, expression=of_role)
        assert isinstance(found, Known)
        assert isinstance(found.value, dict)
        told = found.value["Statement"][0]["Condition"]["ArnEquals"]["aws:PrincipalArn"]
        assert [isinstance(one, Partial) for one in told] == [known] * len(values)
        assert [isinstance(one, Unknown) for one in told] == [not known] * len(values)


def test_more_open_identifiers_than_roles() -> None:
    """Where there are more of them than roles, they stay open."""
    statement = {"actions": ["*"], "principals": [{"type": "AWS", "identifiers": [None, None]}]}
    found = trust(statement, {"principals": [{"identifiers": [True, True]}]})
    assert isinstance(found, Known)
    assert isinstance(found.value, dict)
    assert all(isinstance(one, Unknown) for one in found.value["Statement"][0]["Principal"]["AWS"])


def test_open_resources_stay_open() -> None:
    """An open resource is unknown, because what a reference is put into is not in the plan."""
    found = trust({"actions": ["*"], "resources": [None]}, {"resources": [True]})
    assert isinstance(found, Known)
    assert isinstance(found.value, dict)
    assert isinstance(found.value["Statement"][0]["Resource"][0], Unknown)


def test_merged_documents() -> None:
    """A document that is merged with others is unknown as a whole."""
    assert isinstance(trust({"actions": ["*"]}, override_policy_documents=["{}"]), Unknown)
