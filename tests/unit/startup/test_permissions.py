"""Statements of the roles."""

from __future__ import annotations

from dataclasses import replace

from sealane.startup.permissions import managed_shortfall, role_statements
from sealane.startup.step import Principal
from sealane.world.values import Known
from tests.unit.startup.tasks import APP, AWSLOGS, KEY, SECRET, SHOP, secret, start, with_app

WITH_SECRET = replace(with_app(replace(APP, log=AWSLOGS, secrets=(secret("DB", SECRET),))), keys=(("secret:DB", KEY),))


def test_the_execution_role_of_a_task_with_logs_and_a_secret() -> None:
    """Each purpose is one statement with a readable name, and the two calls of a pull stand together."""
    statements = role_statements(start(WITH_SECRET).steps, Principal.EXECUTION_ROLE)
    assert [(one.sid, one.actions) for one in statements] == [
        ("RegistryLogin", ("ecr:GetAuthorizationToken",)),
        ("ReadSecrets", ("secretsmanager:GetSecretValue",)),
        ("DecryptWithKeys", ("kms:Decrypt",)),
        ("WriteLogs", ("logs:CreateLogStream", "logs:PutLogEvents")),
        ("PullImages", ("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")),
    ]
    assert all(one.conditions == () for one in statements)


def test_a_repository_is_named_once() -> None:
    """Two tags of one repository are one resource; another repository is another."""
    second = replace(APP, name="second", image=Known(APP.image.value.replace(":1.0", ":2.0")))  # type: ignore[union-attr]
    third = replace(APP, name="third", image=Known("444455556666.dkr.ecr.us-east-1.amazonaws.com/shop:1"))
    task = replace(SHOP, containers=(APP, second, third))
    pull = role_statements(start(task).steps, Principal.EXECUTION_ROLE)[-1]
    assert [resource.account for resource in pull.resources] == [Known("111122223333"), Known("444455556666")]


def test_the_task_role_has_nothing_without_a_reason() -> None:
    """A plain task's role may do nothing; with ECS Exec it may open channels."""
    assert role_statements(start(SHOP).steps, Principal.TASK_ROLE) == ()
    (statement,) = role_statements(start(replace(SHOP, exec_enabled=True)).steps, Principal.TASK_ROLE)
    assert statement.sid == "ExecChannel"


def test_services_are_not_mixed_in_a_statement() -> None:
    """What two services allow on anything stays in two statements."""
    task = replace(SHOP, exec_enabled=True, exec_log_group=Known("/exec"))
    statements = role_statements(start(task).steps, Principal.TASK_ROLE)
    assert [one.sid for one in statements] == ["ExecChannel", "FindLogGroups", "WriteLogs"]


def test_what_the_managed_policy_lacks() -> None:
    """AWS's managed policy suffices for pull and logs, and lacks secrets and keys."""
    assert managed_shortfall(start(with_app(replace(APP, log=AWSLOGS))).steps) == ()
    assert [one.sid for one in managed_shortfall(start(WITH_SECRET).steps)] == ["ReadSecrets", "DecryptWithKeys"]


def test_a_created_log_group_is_beyond_the_managed_policy() -> None:
    """`awslogs-create-group` needs one more action, and only that one is lacking."""
    options = Known((*AWSLOGS.options.value, ("awslogs-create-group", "true")))  # type: ignore[union-attr]
    task = with_app(replace(APP, log=replace(AWSLOGS, options=options)))
    (statement,) = managed_shortfall(start(task).steps)
    assert statement.actions == ("logs:CreateLogGroup",)
