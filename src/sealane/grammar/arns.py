"""Amazon Resource Names, and the two forms in which ECS takes secrets: `valueFrom` of Secrets Manager and of SSM.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-ssm-paramstore.html
"""

from __future__ import annotations

from sealane.grammar.patterns import pattern
from sealane.records import dataclass

_FIELDS = 6
_PARTITION = pattern(r"aws(-[a-z]+)*")
_ACCOUNT = pattern(r"[0-9]{12}|aws|")
_REGION = pattern(r"[a-z]+(-[a-z]+)+-[0-9]+|")
_SECRET_NAME = pattern(r"[A-Za-z0-9/_+=.@-]{1,519}")
_RANDOM_SUFFIX = pattern(r".+-[A-Za-z0-9]{6}")
_PARAMETER_NAME = pattern(r"[A-Za-z0-9_./-]{1,1011}")
_SECRET_FORM = "arn:PARTITION:secretsmanager:REGION:ACCOUNT:secret:NAME:json-key:version-stage:version-id"  # noqa: S105
_PARTS_OF_SECRET = frozenset({0, 3})


class ArnProblem(ValueError):
    """A text that is no ARN, or names no secret: a stable `code`, one sentence `what`, and a `hint`."""

    def __init__(self, *, code: str, what: str, hint: str) -> None:
        """Keep the three parts; the message is the sentence."""
        super().__init__(what)
        self.code = code
        self.what = what
        self.hint = hint


@dataclass(frozen=True, slots=True, kw_only=True)
class Arn:
    """The parts of an ARN; Region and account are empty where the service leaves them out."""

    partition: str
    service: str
    region: str
    account: str
    resource: str

    def __str__(self) -> str:
        """Write the ARN out."""
        return f"arn:{self.partition}:{self.service}:{self.region}:{self.account}:{self.resource}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretValue:
    """A `valueFrom` in Secrets Manager; `arn` is the secret's own, the three others say which part and version.

    `name` is the secret's name, including the six random characters that Secrets Manager appends when they are there.
    """

    arn: Arn
    name: str
    json_key: str = ""
    version_stage: str = ""
    version_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterValue:
    """A `valueFrom` in Parameter Store; `arn` is `None` when only the name was given, which means the task's Region.

    `name` has no leading slash when it was written as an ARN of an unstructured name; `selector` is a version or label.
    """

    arn: Arn | None
    name: str
    selector: str = ""


def parse(text: str) -> Arn:
    """Read an ARN.

    Raises:
        ArnProblem: when the text is none.

    """
    parts = text.split(":", _FIELDS - 1)
    if len(parts) != _FIELDS or parts[0] != "arn" or not all((parts[1], parts[2], parts[5])):
        raise ArnProblem(
            code="arn-invalid",
            what=f"{text!r} is not an ARN",
            hint="write it as `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`",
        )
    _, partition, service, region, account, resource = parts
    checks = (("partition", _PARTITION, partition), ("Region", _REGION, region), ("account", _ACCOUNT, account))
    for what, form, value in checks:
        if not form.fullmatch(value):
            raise ArnProblem(
                code="arn-invalid",
                what=f"{value!r} in ARN {text!r} is not a {what}",
                hint="copy the ARN from where it is shown",
            )
    return Arn(partition=partition, service=service, region=region, account=account, resource=resource)


def parse_value_from(text: str) -> SecretValue | ParameterValue:
    """Read a `valueFrom`: the ARN of a secret or a parameter, or else a parameter's name.

    Raises:
        ArnProblem: when it names neither.

    """
    if not text.startswith("arn:"):
        return _parameter(None, text, text)
    arn = parse(text)
    if arn.service == "secretsmanager":
        return parse_secret(text)
    if arn.service == "ssm" and arn.resource.startswith("parameter/"):
        return _parameter(arn, arn.resource.removeprefix("parameter"), text)
    raise ArnProblem(
        code="secret-reference-invalid",
        what=f"{text!r} is neither a secret nor a parameter",
        hint="give the ARN of a Secrets Manager secret, or the name or ARN of a Parameter Store parameter",
    )


def parse_secret(text: str) -> SecretValue:
    """Read the ARN of a secret, with or without JSON key, version stage and version id.

    Raises:
        ArnProblem: when it is no secret's ARN, or has some of the three further parts but not all.

    """
    arn = parse(text)
    kind, _, rest = arn.resource.partition(":")
    name, *parts = rest.split(":")
    if arn.service != "secretsmanager" or kind != "secret" or not _SECRET_NAME.fullmatch(name):
        raise ArnProblem(
            code="secret-reference-invalid",
            what=f"{text!r} is not the ARN of a secret",
            hint=f"write it as `{_SECRET_FORM}`",
        )
    if len(parts) not in _PARTS_OF_SECRET:
        given = ":".join((*parts, "", "", "")[:3])
        raise ArnProblem(
            code="secret-reference-incomplete",
            what=f"{text!r} must have all three of json-key:version-stage:version-id, or none",
            hint=f"leave a part empty but keep its colon: `…:secret:{name}:{given}`",
        )
    json_key, version_stage, version_id = parts or ("", "", "")
    own = Arn(
        partition=arn.partition,
        service=arn.service,
        region=arn.region,
        account=arn.account,
        resource=f"secret:{name}",
    )
    return SecretValue(arn=own, name=name, json_key=json_key, version_stage=version_stage, version_id=version_id)


def has_random_suffix(secret: str) -> bool:
    """Tell whether a secret's name ends as a full ARN does: a hyphen and six letters or digits.

    AWS advises against names that end so themselves, because the two cannot be told apart:
    https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
    """
    return bool(_RANDOM_SUFFIX.fullmatch(secret))


def _parameter(arn: Arn | None, path: str, text: str) -> ParameterValue:
    name, _, selector = path.partition(":")
    if not _PARAMETER_NAME.fullmatch(name):
        raise ArnProblem(
            code="parameter-name-invalid",
            what=f"{text!r} is not the name of a parameter",
            hint="use letters, digits and `.`, `-`, `_`, with `/` between levels",
        )
    if arn is None:
        return ParameterValue(arn=None, name=name, selector=selector)
    own = Arn(
        partition=arn.partition,
        service=arn.service,
        region=arn.region,
        account=arn.account,
        resource=arn.resource.partition(":")[0],
    )
    return ParameterValue(arn=own, name=name, selector=selector)
