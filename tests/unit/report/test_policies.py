"""The policies of a task, in words and as documents that AWS takes."""

from __future__ import annotations

import json
from dataclasses import replace

from sealane.report.policies import as_json, as_text
from sealane.report.style import PLAIN
from sealane.startup.endpoints import endpoint_needs
from sealane.verbs.understand import Understood
from sealane.world.tasks import Setting
from sealane.world.values import Unknown
from tests.unit.startup.tasks import ACCOUNT, APP, AWSLOGS, SECRET, SETTING, secret, start, with_app


def understood(setting: Setting = SETTING, **container: object) -> Understood:
    """Return what is known of one task."""
    task = start(with_app(replace(APP, **container)), setting)  # type: ignore[arg-type]
    return Understood(source="x", setting=setting, tasks=(task,), needs=endpoint_needs((task,)))


def actions(document: dict[str, object]) -> set[str]:
    """Return every action that a policy allows."""
    statements = document["Statement"]
    assert isinstance(statements, list)
    return {action for each in statements for action in _list(each["Action"])}


def _list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def test_only_what_the_steps_need() -> None:
    """A secret adds its one action to the execution role, its absence takes it away, and the task role stays empty."""
    bare, secretive = understood(), understood(secrets=(secret("DB", SECRET),))
    (plain,), (more,) = as_json(bare)["tasks"], as_json(secretive)["tasks"]
    assert actions(more["execution_role"]) - actions(plain["execution_role"]) == {"secretsmanager:GetSecretValue"}
    assert more["task_role"]["Statement"] == []
    assert set(as_json(secretive)["endpoints"]) - set(as_json(bare)["endpoints"]) == {"secretsmanager"}


def test_an_unknown_account_is_explained() -> None:
    """The placeholder is explained where it stands, and neither is there when the account is known."""
    unknown = as_text(understood(replace(SETTING, account=Unknown("not named")), log=AWSLOGS), PLAIN)
    assert "${account} stands for your 12-digit account" in unknown
    known = as_text(understood(log=AWSLOGS), PLAIN)
    assert "${account}" not in known
    assert ACCOUNT in known


def test_roles_without_permissions_are_said() -> None:
    """A task role that needs nothing is a sentence, not an empty document, which AWS would refuse."""
    text = as_text(understood(), PLAIN)
    assert "task role of shop\n  needs no permission to start" in text
    assert '"Statement": []' not in text


def test_every_document_can_be_copied() -> None:
    """Trust, execution role and each endpoint's policy stand under their headings as JSON."""
    known = understood(log=AWSLOGS)
    blocks = dict(block.partition("\n")[::2] for block in as_text(known, PLAIN).split("\n\n"))
    assert json.loads(blocks["trust policy of both roles"]) == as_json(known)["trust"]
    for suffix, document in as_json(known)["endpoints"].items():
        assert json.loads(blocks[f"endpoint policy of {suffix}"]) == document
