"""The commands that would decide between the causes of a message: exact, reading only, at most three.

https://docs.aws.amazon.com/cli/latest/reference/
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.diagnosis.symptoms.symptom import FamilyName, Place, Symptom
from sealane.records import dataclass
from sealane.startup.step import StepName
from sealane.verdicts.observation import Failure

_MOST = 3
_ENDPOINT_FIELDS = (
    "VpcEndpoints[].{Id:VpcEndpointId,Vpc:VpcId,State:State,PrivateDns:PrivateDnsEnabled,"
    "RouteTables:RouteTableIds,Groups:Groups[].GroupId}"
)
_INTERFACE_FIELDS = "NetworkInterfaces[].{Type:InterfaceType,Vpc:VpcId,Subnet:SubnetId,Groups:Groups[].GroupId}"
_PASTED = 160
_ASSUMED = ":assumed-role/"
_SERVICES = {
    StepName.REGISTRY_LOGIN: "ecr.api",
    StepName.REGISTRY_CREDENTIALS: "secretsmanager",
    StepName.SECRETS: "secretsmanager",
    StepName.PARAMETERS: "ssm",
    StepName.ENVIRONMENT_FILES: "s3",
    StepName.LOG_STREAM: "logs",
    StepName.IMAGE_MANIFEST: "ecr.dkr",
    StepName.IMAGE_LAYERS: "s3",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command line, word by word, and the code of what it shows."""

    words: tuple[str, ...]
    shows: str


def commands_for(symptom: Symptom) -> tuple[Command, ...]:
    """Return at most three commands that would decide, the most telling first."""
    found = list(dict.fromkeys((*_of(symptom), *_proof(symptom))))
    return tuple([*found[: _MOST - 1], found[-1]] if len(found) > _MOST else found)


def _of(symptom: Symptom) -> Iterator[Command]:
    yield from _by_object(symptom)
    if symptom.failure is Failure.DENIED:
        yield from _by_role(symptom)
        yield from _by_endpoint(symptom)
    elif symptom.step is not None and symptom.failure not in {Failure.ABSENT, Failure.INVALID}:
        yield from _by_address(symptom)
        yield from _by_endpoint(symptom)
        if symptom.failure is Failure.NAME:
            yield _aws(symptom, "ec2", "describe-dhcp-options", shows="dhcp-options")
    if symptom.step is None:
        yield from _by_family(symptom)


def _by_object(symptom: Symptom) -> Iterator[Command]:
    """Look at what the message names, when the message is about that itself."""
    named = symptom.named
    if named.file_system:
        yield _aws(
            symptom, "efs", "describe-mount-targets", "--file-system-id", named.file_system, shows="mount-targets"
        )
    if symptom.failure not in {Failure.ABSENT, Failure.INVALID, Failure.DENIED, None}:
        return
    if named.secret:
        yield _aws(symptom, "secretsmanager", "describe-secret", "--secret-id", named.secret, shows="secret")
    if named.parameter:
        name = named.parameter.partition(":parameter")[2] or named.parameter
        yield _aws(
            symptom, "ssm", "describe-parameters", "--parameter-filters", f"Key=Name,Values={name}", shows="parameter"
        )
    yield from _by_image(symptom)
    if symptom.family is FamilyName.LOG_STREAM and symptom.failure is not Failure.DENIED:
        prefix = ("--log-group-name-prefix", named.log_group) if named.log_group else ()
        fields = ("--query", "logGroups[].logGroupName")
        yield _aws(symptom, "logs", "describe-log-groups", *prefix, *fields, shows="log-groups")
    if named.role:
        role = named.role.rpartition("/")[2]
        trust = ("--query", "Role.AssumeRolePolicyDocument")
        yield _aws(symptom, "iam", "get-role", "--role-name", role, *trust, shows="trust-policy", regional=False)
    if named.subnet:
        fields = ("--query", "Subnets[].[SubnetId,AvailableIpAddressCount]")
        yield _aws(symptom, "ec2", "describe-subnets", "--subnet-ids", named.subnet, *fields, shows="free-addresses")


def _by_image(symptom: Symptom) -> Iterator[Command]:
    """Look at the image in its own registry, and at the registry's own policy for a denial."""
    named = symptom.named
    host, _, repository = named.repository.partition("/")
    account = host.partition(".")[0]
    if not repository or not account.isdigit() or symptom.service != "ecr.dkr":
        return
    whose = ("--registry-id", account, "--repository-name", repository)
    reference = f"imageDigest={named.digest}" if named.digest else f"imageTag={named.tag or 'latest'}"
    if symptom.failure is Failure.DENIED:
        yield _aws(symptom, "ecr", "get-repository-policy", *whose, shows="repository-policy")
    yield _aws(symptom, "ecr", "describe-images", *whose, "--image-ids", reference, shows="image")


def _by_role(symptom: Symptom) -> Iterator[Command]:
    """Ask which policy denies the principal of the message."""
    role = role_of(symptom.named.principal)
    action, resource = symptom.named.action, symptom.named.resource or "*"
    if not role or not action:
        return
    asked = ("--principal", role, "--action", action, "--resource", resource)
    region = ("--region", symptom.region) if symptom.region else ()
    yield Command(words=("sealane", "authorize", "--live", *asked, *region), shows="decision")
    name = role.rpartition("/")[2]
    yield _aws(
        symptom, "iam", "list-attached-role-policies", "--role-name", name, shows="role-policies", regional=False
    )


def _by_address(symptom: Symptom) -> Iterator[Command]:
    """Look whose a private address is."""
    if symptom.place is not Place.PRIVATE:
        return
    member = "ipv6-addresses.ipv6-address" if ":" in symptom.address else "addresses.private-ip-address"
    whose = ("--filters", f"Name={member},Values={symptom.address}", "--query", _INTERFACE_FIELDS)
    yield _aws(symptom, "ec2", "describe-network-interfaces", *whose, shows="interface")


def _by_endpoint(symptom: Symptom) -> Iterator[Command]:
    """Look at the endpoints that would carry the step."""
    service = symptom.service or ("" if symptom.host else _SERVICES.get(symptom.step or StepName.APPLICATION, ""))
    if not service or service == "elasticfilesystem":
        return
    # A filter of EC2 takes an asterisk for whatever stands there.
    names = f"Name=service-name,Values=*.{symptom.region or '*'}.{service}"
    yield _aws(
        symptom, "ec2", "describe-vpc-endpoints", "--filters", names, "--query", _ENDPOINT_FIELDS, shows="endpoints"
    )


def _by_family(symptom: Symptom) -> Iterator[Command]:
    """Look at what a message without a step is about."""
    family = symptom.family
    if family is FamilyName.QUOTA:
        yield _aws(symptom, "service-quotas", "list-service-quotas", "--service-code", "fargate", shows="quotas")
    if family is FamilyName.NETWORK_INTERFACE and not symptom.named.subnet:
        fields = ("--query", "Subnets[].[SubnetId,VpcId,AvailableIpAddressCount]")
        yield _aws(symptom, "ec2", "describe-subnets", *fields, shows="free-addresses")
    if family is FamilyName.PLACEMENT:
        fields = ("--query", "Subnets[].[SubnetId,VpcId,AvailabilityZoneId]")
        yield _aws(symptom, "ec2", "describe-subnets", *fields, shows="zones")


def _proof(symptom: Symptom) -> Iterator[Command]:
    """Ask sealane to look at the account: it joins the message with what is there."""
    if symptom.steps:
        region = ("--region", symptom.region) if symptom.region else ()
        short = len(symptom.text) <= _PASTED
        words = ("sealane", "diagnose", "--live", *region, "--message", symptom.text if short else "-")
        yield Command(words=words, shows="diagnosis" if short else "diagnosis-of-pasted")


def role_of(principal: str) -> str:
    """Return the name of the role behind an assumed session, and any other principal as it is."""
    return principal.partition(_ASSUMED)[2].partition("/")[0] if _ASSUMED in principal else principal


def _aws(symptom: Symptom, service: str, operation: str, *words: str, shows: str, regional: bool = True) -> Command:
    region = ("--region", symptom.region) if symptom.region and regional else ()
    return Command(words=("aws", service, operation, *words, *region), shows=shows)
