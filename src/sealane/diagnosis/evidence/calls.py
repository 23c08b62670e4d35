"""What CloudTrail says of the calls of a failed step.

CloudTrail shows a call that arrived. It does not show one that the policy of an endpoint alone denied, but as an event
of network activity where these are logged.
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/logging-using-cloudtrail.html
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-network-events-with-cloudtrail.html
"""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.evidence.attribution import is_own_call
from sealane.diagnosis.evidence.sign import Sign, SignKind
from sealane.diagnosis.symptoms.answer_outlook import denied
from sealane.diagnosis.symptoms.named import named
from sealane.diagnosis.symptoms.network_outlook import NETWORK, POLICIES
from sealane.diagnosis.symptoms.symptom import Symptom
from sealane.diagnosis.symptoms.texts import plain
from sealane.records import replace
from sealane.startup.step import StepName
from sealane.verdicts.cause import Cause
from sealane.world.stopped_tasks import StoppedTask
from sealane.world.trail_events import TrailEvent

_KEYS: Final = (Cause.KEY_NOT_USABLE, Cause.KEY_POLICY_DENIES)
_DECRYPT: Final = "kms:Decrypt"
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
CALLS: Final[dict[StepName, tuple[str, ...]]] = {
    StepName.REGISTRY_LOGIN: ("ecr:GetAuthorizationToken",),
    StepName.REGISTRY_CREDENTIALS: ("secretsmanager:GetSecretValue", _DECRYPT),
    StepName.SECRETS: ("secretsmanager:GetSecretValue", _DECRYPT),
    StepName.PARAMETERS: ("ssm:GetParameters", _DECRYPT),
    StepName.ENVIRONMENT_FILES: ("s3:GetObject", "s3:HeadObject", "s3:GetBucketLocation"),
    StepName.LOG_STREAM: ("logs:CreateLogStream", "logs:CreateLogGroup"),
    StepName.IMAGE_MANIFEST: ("ecr:BatchGetImage", "ecr:BatchCheckLayerAvailability"),
    StepName.IMAGE_LAYERS: ("ecr:GetDownloadUrlForLayer", "s3:GetObject"),
}
_OWN: Final[dict[str, tuple[Cause, ...]]] = {
    "secretsmanager": (Cause.SECRET_POLICY_DENIES, *_KEYS),
    "ssm": _KEYS,
    "s3": (Cause.BUCKET_POLICY_DENIES,),
    "ecr": (Cause.REPOSITORY_POLICY_DENIES,),
}
_MISSING: Final[dict[str, tuple[Cause, ...]]] = {
    "secretsmanager": (Cause.SECRET_MISSING, Cause.SECRET_OTHER_REGION),
    "ssm": (Cause.SECRET_MISSING, Cause.SECRET_OTHER_REGION),
    "logs": (Cause.LOG_GROUP_MISSING,),
    "ecr": (Cause.IMAGE_MISSING,),
}
_DENIED: Final = frozenset({"AccessDenied", "AccessDeniedException", "Client.UnauthorizedOperation"})
_AT_ENDPOINT: Final = "VpceAccessDenied"
_ABSENT: Final = frozenset(
    {
        "ResourceNotFoundException",
        "ParameterNotFound",
        "RepositoryNotFoundException",
        "ImageNotFoundException",
        "NoSuchKey",
        "NoSuchBucket",
    }
)


def call_signs(symptom: Symptom, task: StoppedTask, events: tuple[TrailEvent, ...]) -> tuple[Sign, ...]:
    """Return what CloudTrail says of the task's own calls of the steps that may have failed."""
    wanted = {action for step in symptom.steps for action in CALLS.get(step, ())}
    own = (event for event in events if event.action in wanted and is_own_call(event, task, symptom))
    return tuple(_sign(event, symptom) for event in own)


def steps_of(action: str, steps: tuple[StepName, ...]) -> tuple[StepName, ...]:
    """Return those of some steps that make a call."""
    return tuple(step for step in steps if action in CALLS.get(step, ()))


def _sign(event: TrailEvent, symptom: Symptom) -> Sign:
    said = named(plain(event.error_message))
    about = Sign(
        kind=SignKind.CALL_SUCCEEDED,
        origin=event.origin,
        action=event.action,
        principal=event.principal,
        code=event.error_code,
        endpoint=event.endpoint,
        layer=said.layer,
    )
    if not event.error_code:
        return about
    service = event.action.partition(":")[0]
    if event.error_code == _AT_ENDPOINT:
        towards: tuple[Cause, ...] = (Cause.ENDPOINT_POLICY_DENIES,)
        return replace(about, kind=SignKind.CALL_DENIED_AT_ENDPOINT, towards=towards, away=NETWORK)
    if event.error_code in _DENIED:
        judged = denied(replace(symptom, named=said), *_OWN.get(service, ()))
        towards = _KEYS if event.action == _DECRYPT else judged.possible
        return replace(about, kind=SignKind.CALL_DENIED, towards=towards, away=NETWORK)
    if event.error_code in _ABSENT:
        towards = _MISSING.get(service, ())
        return replace(about, kind=SignKind.CALL_FAILED, towards=towards, away=(*NETWORK, *POLICIES))
    return replace(about, kind=SignKind.CALL_FAILED, away=NETWORK)
