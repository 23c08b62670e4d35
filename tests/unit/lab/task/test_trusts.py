"""Which trust policies surely let ECS take a role."""

from __future__ import annotations

import pytest

from sealane.lab.task.trusts import asker, trusts
from sealane.world.tasks import Setting
from sealane.world.values import Known

_WHO = asker(Setting(partition="aws", region="eu-west-1", account=Known("111122223333")))
_ECS = {"Service": "ecs-tasks.amazonaws.com"}


def _document(**statement: object) -> dict[str, object]:
    return {"Statement": [{"Effect": "Allow", "Principal": _ECS, "Action": "sts:AssumeRole", **statement}]}


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (_document(), True),
        (_document(Action=["sts:TagSession", "sts:AssumeRole"]), True),
        (_document(Principal={"Service": ["ec2.amazonaws.com", "ecs-tasks.amazonaws.com"]}), True),
        ({"Statement": _document()["Statement"][0]}, True),  # type: ignore[index]
        (_document(Principal={"Service": "ec2.amazonaws.com"}), False),
        (_document(Action="sts:TagSession"), False),
        (_document(Effect="Deny"), False),
        ({"Statement": []}, False),
        (_document(Action="sts:Assume*"), True),
        (_document(Condition={"StringEquals": {"aws:SourceAccount": "111122223333"}}), True),
        (_document(Condition={"StringEquals": {"aws:SourceAccount": "1"}}), False),
        (_document(Condition={"ArnLike": {"aws:SourceArn": "arn:aws:ecs:eu-west-1:111122223333:*"}}), True),
        (_document(Condition={"ArnLike": {"aws:SourceArn": "arn:*:ecs:*:111122223333:*"}}), True),
        (_document(Condition={"ArnLike": {"aws:SourceArn": "arn:aws:ecs:us-east-1:111122223333:*"}}), False),
        (_document(Condition={"ArnLike": {"aws:SourceArn": "arn:aws:ecs:eu-west-1:111122223333:cluster/c"}}), None),
        (_document(Condition={"StringEquals": {"aws:PrincipalOrgID": "o-1"}}), None),
        (_document(Condition={"StringNotEquals": {"aws:SourceAccount": "1"}}), None),
        (_document(NotAction="s3:*"), None),
        ("not a document", None),
    ],
)
def test_only_plain_statements_are_judged(document: object, *, expected: bool | None) -> None:
    """A plain statement for ECS lets it in, none keeps it out, and what AWS leaves open stays undecided."""
    assert trusts(document, _WHO) is expected


def test_a_deny_beside_an_allow_keeps_out() -> None:
    """Of an Allow and a Deny for ECS the Deny counts."""
    allow, deny = _document(), _document(Effect="Deny")
    both = {"Statement": [*allow["Statement"], *deny["Statement"]]}  # type: ignore[misc]
    assert trusts(both, _WHO) is False
    assert trusts(allow, _WHO) is True
