"""The requests of a realistic estate: what its tasks ask for when they start and while they run, and what they may not.

Everything is plain JSON, so that both sides read the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from benchmarks import deciding_policies as p
from sealane.grammar.managed_policies import managed_policy

SERVICES = 250
_MANAGED = (
    "service-role/AmazonECSTaskExecutionRolePolicy",
    "AmazonEC2ContainerRegistryReadOnly",
    "SecretsManagerReadWrite",
    "CloudWatchLogsFullAccess",
    "AmazonSSMReadOnlyAccess",
    "AmazonS3ReadOnlyAccess",
    "AmazonECS_FullAccess",
)


@dataclass(slots=True)
class _Mix:
    """The documents, each once, and the roles and requests that name them by number."""

    documents: list[p.Document] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    roles: list[dict[str, Any]] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)

    def number(self, document: p.Document) -> int:
        """Return the number of a document."""
        found = self.numbers.setdefault(id(document), len(self.documents))
        if found == len(self.documents):
            self.documents.append(document)
        return found

    def role_number(self, role: _Role) -> int:
        """Return the number of a role; the requests of one role come one after the other."""
        arn = f"arn:aws:iam::{p.ACCOUNT}:role/{role.name}"
        if not self.roles or self.roles[-1]["arn"] != arn:
            self.roles.append(
                {
                    "arn": arn,
                    "identity": [self.number(policy) for policy in role.policies],
                    "boundary": None if role.boundary is None else self.number(role.boundary),
                    "scps": [[self.number(p.SCP_ROOT)], [self.number(p.SCP_UNIT)]],
                    "rcps": [[self.number(p.RCP)]],
                },
            )
        return len(self.roles) - 1

    def add(self, role: _Role, call: _Call) -> None:
        """Add one request of a role's session, with every key that a policy here asks for."""
        account = call.account
        context = {
            "aws:PrincipalAccount": p.ACCOUNT,
            "aws:PrincipalArn": f"arn:aws:iam::{p.ACCOUNT}:role/{role.name}",
            "aws:PrincipalIsAWSService": "false",
            "aws:PrincipalOrgID": p.ORGANISATION,
            "aws:PrincipalTag/team": role.team,
            "aws:RequestedRegion": call.region,
            "aws:SecureTransport": "true",
            **({} if call.resource == "*" else {"aws:ResourceAccount": account}),
            **({} if call.endpoint is None else {"aws:SourceVpce": call.through}),
            **call.context,
        }
        self.requests.append(
            {
                "role": self.role_number(role),
                "principal": f"arn:aws:sts::{p.ACCOUNT}:assumed-role/{role.name}/one",
                "action": call.action,
                "resource": call.resource,
                "account": account,
                "context": context,
                "policy": None if call.policy is None else self.number(call.policy),
                "endpoint": None if call.endpoint is None else self.number(call.endpoint),
            },
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Role:
    name: str
    team: str
    policies: tuple[p.Document, ...]
    boundary: p.Document | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    action: str
    resource: str
    policy: p.Document | None = None
    endpoint: p.Document | None = None
    through: str = p.ENDPOINT
    region: str = p.REGION
    account: str = p.ACCOUNT
    context: dict[str, str] = field(default_factory=dict)


def mix() -> dict[str, Any]:
    """Return the documents, the roles and the requests."""
    found = _Mix()
    managed = tuple(_document_of(name) for name in _MANAGED)
    for number in range(SERVICES):
        name, team = f"svc{number:03}", ("shop", "data", "ops-eu")[number % 3]
        own = p.least_privilege(name)
        boundary = p.BOUNDARY if number % 2 else None
        # By turns: least privilege, the managed policy with an addition, and the many policies that grow by habit.
        execution = ((own,), (managed[0], own), managed)[number % 3]
        starting = _Role(name=f"{name}-execution", team=team, policies=execution, boundary=boundary)
        running = _Role(name=f"{name}-task", team=team, policies=(p.task_role(name),), boundary=boundary)
        for call in _at_start(name):
            found.add(starting, call)
        for call in _while_running(name, team):
            found.add(running, call)
    return {"documents": found.documents, "roles": found.roles, "requests": found.requests}


def _document_of(name: str) -> p.Document:
    policy = managed_policy(name)
    if policy is None:
        msg = f"there is no managed policy {name}"
        raise LookupError(msg)
    return dict(policy)


def _at_start(name: str) -> Iterator[_Call]:
    """Yield what Fargate asks for before a container runs, and what it may not have."""
    repository = p.arn("ecr", f"repository/shop/{name}")
    yield _Call(action="ecr:GetAuthorizationToken", resource="*", endpoint=p.ENDPOINT_ECR)
    for action in ("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"):
        yield _Call(action=action, resource=repository, policy=p.REPOSITORY, endpoint=p.ENDPOINT_ECR)
    stream = p.arn("logs", f"log-group:/ecs/{name}:log-stream:app/one")
    for action in ("logs:CreateLogStream", "logs:PutLogEvents"):
        yield _Call(action=action, resource=stream, endpoint=p.ENDPOINT_OPEN)
    secret = p.arn("secretsmanager", f"secret:{name}/a-AbCdEf")
    yield _Call(action="secretsmanager:GetSecretValue", resource=secret, endpoint=p.ENDPOINT_OPEN)
    yield _Call(action="ssm:GetParameters", resource=p.arn("ssm", f"parameter/{name}/colour"), endpoint=p.ENDPOINT_OPEN)
    via = {"kms:ViaService": f"secretsmanager.{p.REGION}.amazonaws.com"}
    yield _Call(action="kms:Decrypt", resource=p.KEY, policy=p.KEY_POLICY, context=via)
    settings = f"arn:aws:s3:::shop-settings/{name}/app.env"
    yield _Call(action="s3:GetObject", resource=settings, policy=p.BUCKET, endpoint=p.ENDPOINT_S3)
    # Each of these stops at another layer: endpoint, bucket, repository, organisation, boundary or role.
    foreign = f"arn:aws:ecr:{p.REGION}:{p.OTHER}:repository/shop/{name}"
    yield _Call(action="ecr:BatchGetImage", resource=foreign, account=p.OTHER, endpoint=p.ENDPOINT_ECR)
    yield _Call(action="s3:GetObject", resource=settings, policy=p.BUCKET, endpoint=p.ENDPOINT_S3, through="vpce-9")
    yield _Call(
        action="ecr:BatchGetImage", resource=repository, policy=p.REPOSITORY, endpoint=p.ENDPOINT_ECR, through="vpce-9"
    )
    yield _Call(action="logs:PutLogEvents", resource=stream, region="ap-south-1")


def _while_running(name: str, team: str) -> Iterator[_Call]:
    """Yield what the container asks for, and what it may not have."""
    for action in ("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"):
        yield _Call(action=action, resource=p.arn("dynamodb", f"table/{name}-orders"), endpoint=p.ENDPOINT_OPEN)
    yield _Call(action="sqs:SendMessage", resource=p.arn("sqs", f"{name}-orders"), endpoint=p.ENDPOINT_OPEN)
    for action in ("s3:GetObject", "s3:PutObject", "s3:DeleteObject"):
        yield _Call(action=action, resource=f"arn:aws:s3:::shop-data/{team}/{name}.json", endpoint=p.ENDPOINT_S3)
    yield _Call(action="sns:Publish", resource=p.arn("sns", f"{name}-events"), endpoint=p.ENDPOINT_OPEN)
    yield _Call(action="sqs:SendMessage", resource=p.arn("sqs", "finance-orders"), endpoint=p.ENDPOINT_OPEN)
    yield _Call(action="secretsmanager:GetSecretValue", resource=p.arn("secretsmanager", f"secret:{name}/a-AbCdEf"))
