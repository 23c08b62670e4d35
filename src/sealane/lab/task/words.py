"""What ECS reports as a task's stopped reason, step by step and failure by failure.

Gathered from AWS's pages on stopped tasks and from what their clients print:
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html
"""

from __future__ import annotations

from sealane.lab.task.failures import CallFailed

_INIT = "ResourceInitializationError: "
_AUTH = f"{_INIT}unable to pull secrets or registry auth: "
_PULL = "CannotPullContainerError: "
_CHECK = "Check your task network configuration."


def role(arn: str) -> str:
    """Word a role that ECS cannot take."""
    return (
        f"ECS was unable to assume the role '{arn}' that was provided for this task. Please verify that the role being "
        "passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this "
        "role."
    )


def registry_login(error: CallFailed, host: str) -> str:
    """Word a token that did not come."""
    if error.transport:
        return (
            f"{_AUTH}The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task "
            f"and Amazon ECR. {_CHECK} {_sdk('ECR', 'GetAuthorizationToken', host, error)}"
        )
    return (
        f"{_AUTH}execution resource retrieval failed: unable to retrieve ecr registry auth: "
        f"{_once()}{_sdk('ECR', 'GetAuthorizationToken', host, error)}"
    )


def secret(error: CallFailed, host: str, arn: str, *, absent: bool = False) -> str:
    """Word a secret that did not come."""
    call = (
        f"failed to fetch secret {arn} from secrets manager: {_sdk('Secrets Manager', 'GetSecretValue', host, error)}"
    )
    if error.transport:
        return (
            f"{_AUTH}unable to retrieve secret from asm: There is a connection issue between the task and AWS Secrets "
            f"Manager. {_CHECK} {call}"
        )
    if absent:
        return (
            f"{_AUTH}unable to retrieve secret from asm: The task can't retrieve the secret with ARN '{arn}' from AWS "
            f"Secrets Manager. Check whether the secret exists in the specified Region. {call}"
        )
    return f"{_AUTH}execution resource retrieval failed: unable to retrieve secret from asm: {_once()}{call}"


def secret_key(key: str) -> str:
    """Word a secret that has not the key that is asked of it."""
    return (
        f"{_AUTH}execution resource retrieval failed: unable to retrieve secret from asm: {_once()}"
        f"retrieved secret from Secrets Manager did not contain json key {key}"
    )


def parameter(error: CallFailed, host: str) -> str:
    """Word a parameter that did not come."""
    call = _sdk("SSM", "GetParameters", host, error)
    if error.transport:
        return (
            f"{_AUTH}unable to retrieve secrets from ssm: The task cannot pull secrets from AWS Systems Manager "
            f"Parameter Store. Check your network connection between the task and AWS Systems Manager. {call}"
        )
    return f"{_AUTH}execution resource retrieval failed: unable to retrieve secrets from ssm: {_once()}{call}"


def no_parameter(name: str) -> str:
    """Word a parameter that does not exist."""
    return (
        f"{_AUTH}execution resource retrieval failed: unable to retrieve secrets from ssm: {_once()}"
        f"invalid ssm parameters: {name}"
    )


def environment_file(error: CallFailed, url: str) -> str:
    """Word a file that did not come."""
    if error.transport:
        return (
            f"{_INIT}failed to download env files: The task can't download the environment variable files from Amazon "
            f"S3. There is a connection issue between the task and Amazon S3. {_CHECK} {_once()}operation error S3: "
            f"HeadObject, {_unsent('Head', url, error)}"
        )
    return f"{_INIT}failed to download env files: {_once()}operation error S3: HeadObject, {error.detail}"


def log_stream(error: CallFailed, host: str, operation: str) -> str:
    """Word a log stream that was not opened."""
    call = f"failed to create Cloudwatch log stream: {_sdk('CloudWatch Logs', operation, host, error)}"
    if error.transport:
        return (
            f"{_INIT}failed to validate logger args: The task cannot find the Amazon CloudWatch log group defined in "
            "the task definition. There is a connection issue between the task and Amazon CloudWatch. Check your "
            f"network configuration. : {call} : signal: killed"
        )
    return f"{_INIT}failed to validate logger args: create stream has been retried 1 times: {call} : exit status 1"


def mount(error: CallFailed, host: str) -> str:
    """Word a file system that was not mounted."""
    tool = f"{_INIT}failed to invoke EFS utils commands to set up EFS volumes: stderr: "
    if not error.address:
        return (
            f'{tool}Failed to resolve "{host}" - check that your file system ID is correct, and ensure that the VPC '
            "has an EFS mount target for this file system ID."
        )
    return (
        f"{tool}Mount attempt 1/3 failed due to timeout after 15 sec, wait 0 sec before next attempt. "
        "b'mount.nfs4: mount system call failed' : unsuccessful EFS utils command execution; code: 32"
    )


def manifest(error: CallFailed, reference: str, url: str) -> str:
    """Word a manifest that did not come."""
    resolved = f"{_PULL}pull image manifest has been retried 5 time(s): failed to resolve ref {reference}: "
    if error.transport:
        return f'{resolved}failed to do request: Head "{url}": {error.detail}'
    return f"{resolved}{error.detail}"


def platform(name: str) -> str:
    """Word an image that has nothing for the task's platform."""
    return f"{_PULL}image Manifest does not contain descriptor matching platform '{name}'"


def layers(error: CallFailed, url: str) -> str:
    """Word a layer that did not come."""
    opened = f"{_PULL}ref pull has been retried 1 time(s): failed to copy: httpReadSeeker: failed open: "
    if error.transport:
        return f'{opened}failed to do request: Get "{url}": {error.detail}'
    return f"{opened}{error.detail}"


def _once() -> str:
    return "service call has been retried 1 time(s): "


def _sdk(service: str, operation: str, host: str, error: CallFailed) -> str:
    named = f"operation error {service}: {operation}, "
    return named + (_unsent("Post", f"https://{host}/", error) if error.transport else error.detail)


def _unsent(method: str, url: str, error: CallFailed) -> str:
    return (
        "exceeded maximum number of attempts, 3, https response error StatusCode: 0, RequestID: , request send failed, "
        f'{method} "{url}": {error.detail}'
    )
