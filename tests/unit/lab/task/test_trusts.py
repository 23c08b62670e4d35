"""Which trust policies surely let ECS take a role."""

from __future__ import annotations

import pytest

from sealane.lab.task.trusts import trusts

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
        (_document(Condition={"StringEquals": {"aws:SourceAccount": "1"}}), None),
        (_document(NotAction="s3:*"), None),
        ("not a document", None),
    ],
)
def test_only_plain_statements_are_judged(document: object, *, expected: bool | None) -> None:
    """A plain statement for ECS lets it in, none keeps it out, and conditions are left undecided."""
    assert trusts(document) is expected


def test_a_deny_beside_an_allow_keeps_out() -> None:
    """Of an Allow and a Deny for ECS the Deny counts."""
    allow, deny = _document(), _document(Effect="Deny")
    both = {"Statement": [*allow["Statement"], *deny["Statement"]]}  # type: ignore[misc]
    assert trusts(both) is False
    assert trusts(allow) is True
