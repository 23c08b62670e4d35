"""What ECS would say of a wounded world: the message of the first step that fails, in the words of AWS's clients."""

from __future__ import annotations

from typing import Final

from sealane.lab.task import words
from sealane.lab.task.failures import CallFailed
from sealane.startup.step import StepName
from sealane.verdicts.cause import Cause
from sealane.verdicts.observation import Failure
from sealane.verdicts.proof import ServiceProof, StepVerdict
from sealane.verdicts.verdict import Verdict
from sealane.world.values import Known

REFERENCE: Final = "111122223333.dkr.ecr.us-east-1.amazonaws.com/demo/app:1.0"
_USER: Final = "arn:aws:sts::111122223333:assumed-role/execution/0f1e2d3c"
_INSIDE: Final = frozenset({Cause.ENDPOINT_GROUP_INGRESS, Cause.TASK_GROUP_EGRESS, Cause.NETWORK_ACL_BLOCKS})
_NAMES: Final = frozenset({Cause.NAMES_OVERRIDDEN, Cause.EFS_MOUNT_TARGET_MISSING})
_ABSENT: Final = frozenset(
    {Cause.SECRET_MISSING, Cause.LOG_GROUP_MISSING, Cause.IMAGE_MISSING, Cause.PULL_THROUGH_CACHE_UPSTREAM}
)
_NETWORK: Final = frozenset(
    {
        *_INSIDE,
        Cause.ENDPOINT_MISSING,
        Cause.ENDPOINT_ELSEWHERE,
        Cause.ENDPOINT_PRIVATE_DNS_OFF,
        Cause.GATEWAY_ENDPOINT_NOT_ROUTED,
        Cause.VPC_DNS_OFF,
        Cause.NAMES_CUSTOM_SERVER,
        Cause.NO_PUBLIC_ADDRESS,
        Cause.NO_WAY_OUT,
        Cause.NAT_HAS_NO_WAY_OUT,
        Cause.FORWARDER_BLOCKS,
        Cause.REGISTRY_NOT_PRIVATE,
        Cause.IMAGE_OTHER_REGION,
        Cause.LOG_REGION_WRONG,
        Cause.SECRET_OTHER_REGION,
        Cause.FOREIGN_LAYERS,
        Cause.EFS_GROUP_INGRESS,
    }
)


def first_failure(proof: ServiceProof) -> StepVerdict | None:
    """Return the first step of the start that fails."""
    return next((one for one in proof.steps if one.step.starts and one.verdict is Verdict.FAILS), None)


def message_of(failed: StepVerdict) -> str:
    """Word what ECS would report of a step that fails by its first cause."""
    cause = failed.cause
    host = failed.step.host.value if isinstance(failed.step.host, Known) else ""
    assert cause is not None
    match failed.step.name:
        case StepName.ROLE_ASSUMPTION:
            return words.role("arn:aws:iam::111122223333:role/execution")
        case StepName.REGISTRY_LOGIN:
            return words.registry_login(_error(cause, host, "ecr:GetAuthorizationToken"), host)
        case StepName.SECRETS:
            error = _error(cause, host, "secretsmanager:GetSecretValue")
            arn = f"arn:aws:secretsmanager:{host.split('.')[1]}:111122223333:secret:demo-AbCdEf"
            return words.secret(error, host, arn, absent=cause in _ABSENT)
        case StepName.PARAMETERS:
            if cause in _ABSENT:
                return words.no_parameter("/demo/mode")
            return words.parameter(_error(cause, host, "ssm:GetParameters"), host)
        case StepName.ENVIRONMENT_FILES:
            return words.environment_file(_error(cause, host, "s3:GetObject"), f"https://{host}/app.env")
        case StepName.LOG_STREAM:
            return words.log_stream(_error(cause, host, "logs:CreateLogStream"), host, "CreateLogStream")
        case StepName.VOLUME_MOUNT:
            return _mount(cause, host)
        case StepName.IMAGE_MANIFEST:
            return _manifest(cause, host)
        case _:
            return _layers(cause, host)


def _mount(cause: Cause, host: str) -> str:
    if cause in _NETWORK or cause in _NAMES:
        return words.mount(_error(cause, host, ""), host)
    return (
        "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: "
        "b'mount.nfs4: access denied by server while mounting 127.0.0.1:/' : unsuccessful EFS utils command execution"
    )


def _manifest(cause: Cause, host: str) -> str:
    if cause is Cause.IMAGE_PLATFORM_MISMATCH:
        return words.platform("linux/amd64")
    reference = f"{host}/demo/app:1.0"
    url = f"https://{host}/v2/demo/app/manifests/1.0"
    if cause in _ABSENT:
        detail = f"{reference}: not found"
        return words.manifest(CallFailed(Failure.ABSENT, detail, transport=False), reference, url)
    if cause in _NETWORK or cause in _NAMES:
        return words.manifest(_error(cause, host, ""), reference, url)
    detail = f"unexpected status from HEAD request to {url}: 403 Forbidden"
    return words.manifest(CallFailed(Failure.DENIED, detail, transport=False), reference, url)


def _layers(cause: Cause, host: str) -> str:
    host = "mcr.microsoft.com" if cause is Cause.FOREIGN_LAYERS else host
    path = "1a2b/3c4d?X-Amz-Expires=3600" if "starport" in host else f"v2/demo/app/blobs/sha256:{'ab' * 32}"
    url = f"https://{host}/{path}"
    if cause in _NETWORK or cause in _NAMES:
        return words.layers(_error(cause, host, ""), url)
    detail = f"unexpected status code {url}: 403 Forbidden"
    return words.layers(CallFailed(Failure.DENIED, detail, transport=False), url)


def _error(cause: Cause, host: str, action: str) -> CallFailed:
    """Return how the call failed, as its client would tell."""
    if cause in _NAMES:
        return CallFailed(Failure.NAME, f"dial tcp: lookup {host} on 10.0.0.2:53: no such host")
    if cause in _NETWORK:
        inside = cause in _INSIDE and ".s3." not in host
        address = "10.0.0.77" if inside else "52.94.10.20"
        return CallFailed(Failure.TIMEOUT, f"dial tcp {address}:443: i/o timeout", address=address, port=443)
    if cause in _ABSENT:
        detail = "https response error StatusCode: 400, RequestID: r, api error ResourceNotFoundException: not there"
        return CallFailed(Failure.ABSENT, detail, transport=False)
    said = f"AccessDeniedException: User: {_USER} is not authorized to perform: {action} on resource: *"
    if cause in {Cause.KEY_NOT_USABLE, Cause.KEY_POLICY_DENIES}:
        said = "AccessDeniedException: Access to KMS is not allowed"
    detail = f"https response error StatusCode: 400, RequestID: r, api error {said}"
    return CallFailed(Failure.DENIED, detail, transport=False)
