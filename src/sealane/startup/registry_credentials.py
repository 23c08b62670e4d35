"""The user name and password of a registry that is not ECR, from Secrets Manager."""

from __future__ import annotations

from sealane.grammar.arns import ArnProblem, parse_secret
from sealane.startup.card import Card
from sealane.startup.compose import decrypt, here, step
from sealane.startup.journeys import before_containers
from sealane.startup.step import Call, Kind, Principal, Resource, Step, StepName
from sealane.world.tasks import Container, Setting, TaskDefinition
from sealane.world.values import Known, Unknown, Unread, Value

CARD = Card(
    name=StepName.REGISTRY_CREDENTIALS,
    title="Fargate reads the credentials of another registry",
    sources=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/private-auth.html",),
)


def derive(task: TaskDefinition, setting: Setting) -> tuple[Step, ...]:
    """Return one step for each container with `repositoryCredentials`."""
    return tuple(_read(c, task, setting) for c in task.containers if c.repository_credentials != Known(""))


def _read(container: Container, task: TaskDefinition, setting: Setting) -> Step:
    secret = _secret(container.repository_credentials, setting)
    region: Value[str] = secret.region if isinstance(secret, Resource) else secret
    resource = secret if isinstance(secret, Resource) else Resource(kind=Kind.SECRET, identifier=secret)
    return step(
        CARD,
        container.name,
        f"Fargate reads the credentials of container {container.name}'s registry from Secrets Manager",
        before_containers("secretsmanager", region, task, setting),
        Call(
            principal=Principal.EXECUTION_ROLE,
            actions=("secretsmanager:GetSecretValue",),
            resources=(resource,),
        ),
        *decrypt(task, f"registry-credentials:{container.name}", "secretsmanager"),
    )


def _secret(parameter: Value[str], setting: Setting) -> Resource | Unknown | Unread:
    """Read `credentialsParameter`: the ARN of a secret, or its name in the task's Region."""
    if not isinstance(parameter, Known):
        return parameter
    if not parameter.value.startswith("arn:"):
        return here(Kind.SECRET, parameter, setting)
    try:
        arn = parse_secret(parameter.value).arn
    except ArnProblem as problem:
        return Unknown(problem.what)
    return Resource(kind=Kind.SECRET, identifier=Known(str(arn)), region=Known(arn.region), account=Known(arn.account))
