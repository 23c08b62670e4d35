"""Parameters of Systems Manager Parameter Store, read before the containers start."""

from __future__ import annotations

from sealane.startup.card import Card
from sealane.startup.compose import decrypt, step
from sealane.startup.journeys import before_containers
from sealane.startup.secret_references import Use, uses
from sealane.startup.secrets import secret_behind
from sealane.startup.step import Call, Kind, Principal, Resource, Step, StepName
from sealane.world.tasks import Setting, TaskDefinition

CARD = Card(
    name=StepName.PARAMETERS,
    title="Fargate reads parameters from Parameter Store",
    sources=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-ssm-paramstore.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
    ),
)


def derive(task: TaskDefinition, setting: Setting) -> tuple[Step, ...]:
    """Return one step for each parameter."""
    return tuple(
        _read(use, use.meaning, task, setting)
        for use in uses(task, setting)
        if isinstance(use.meaning, Resource) and use.meaning.kind is Kind.PARAMETER
    )


def _read(use: Use, parameter: Resource, task: TaskDefinition, setting: Setting) -> Step:
    name = use.reference.name
    secret = secret_behind(parameter, setting)
    behind = () if secret is None else (_call("secretsmanager:GetSecretValue", secret, "ssm"),)
    return step(
        CARD,
        name,
        f"container {use.container} takes {use.purpose} {name} from Parameter Store",
        before_containers("ssm", parameter.region, task, setting),
        # ECS asks for several at once, so the action is the plural one.
        _call("ssm:GetParameters", parameter, ""),
        *behind,
        *decrypt(task, f"secret:{name}", "ssm"),
    )


def _call(action: str, resource: Resource, through: str) -> Call:
    return Call(principal=Principal.EXECUTION_ROLE, actions=(action,), resources=(resource,), through=through)
