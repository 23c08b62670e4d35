"""What a message of each family means, and what to do where none of the causes is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.diagnosis.symptoms.symptom import FamilyName
from sealane.verdicts.observation import Failure

if TYPE_CHECKING:
    from sealane.diagnosis.symptoms.symptom import Symptom

_MEANS: Final = {
    FamilyName.TASK_DEFINITION: "the task definition asks for something that Fargate does not run",
    FamilyName.ROLE_ASSUMPTION: "ECS may not take a role of the task",
    FamilyName.QUOTA: "a limit of the account is reached",
    FamilyName.PLACEMENT: "Fargate has no place for the task there",
    FamilyName.NETWORK_INTERFACE: "the task got no network interface",
    FamilyName.REGISTRY_LOGIN: "the token for private ECR did not come",
    FamilyName.REGISTRY_CREDENTIALS: "the password of the private registry did not come",
    FamilyName.SECRETS: "a secret of Secrets Manager did not come",
    FamilyName.PARAMETERS: "a parameter of Systems Manager did not come",
    FamilyName.PREPARATION: "the registry's token or a secret did not come; the message does not tell which",
    FamilyName.ENVIRONMENT_FILES: "a file of environment variables did not come from S3",
    FamilyName.LOG_STREAM: "the log stream of a container could not be opened",
    FamilyName.VOLUME_MOUNT: "an EFS file system could not be mounted",
    FamilyName.VOLUME_CREATION: "a volume could not be made",
    FamilyName.IMAGE_MANIFEST: "the image's manifest did not come",
    FamilyName.IMAGE_PLATFORM: "the image is not made for the task's processor or system",
    FamilyName.IMAGE_LAYERS: "the image's layers did not come",
    FamilyName.IMAGE_PULL: "the image did not come; the message does not tell which part of it",
    FamilyName.PULL_LIMIT: "the registry was asked too often",
    FamilyName.DISK_SPACE: "the storage of the task is full",
    FamilyName.CONTAINER_START: "the image is there, and a container of it could not be started",
    FamilyName.MEMORY: "a container used more memory than it may",
    FamilyName.CONTAINER_EXIT: "the task started, and an essential container ended",
    FamilyName.STOPPING: "the task was stopped; its start did not fail",
    FamilyName.BACKING_OFF: "the event counts failed starts; the stopped tasks tell why",
    FamilyName.AGENT: "AWS's own agent had trouble",
}
_DO: Final = {
    FamilyName.TASK_DEFINITION: "read the message's own words and correct the task definition",
    FamilyName.ROLE_ASSUMPTION: "`aws iam create-service-linked-role --aws-service-name ecs.amazonaws.com`",
    FamilyName.QUOTA: "stop tasks, or ask for more in Service Quotas",
    FamilyName.PLACEMENT: "wait, or let the service use subnets in other zones",
    FamilyName.SECRETS: "correct `valueFrom`, or the secret itself: the message names what is wrong with it",
    FamilyName.REGISTRY_CREDENTIALS: "correct `repositoryCredentials` or its secret",
    FamilyName.PARAMETERS: "correct `valueFrom`, or the parameter itself",
    FamilyName.ENVIRONMENT_FILES: "look whether the file exists in the bucket under that name",
    FamilyName.LOG_STREAM: "correct `logConfiguration`: the message names the option",
    FamilyName.VOLUME_MOUNT: "create the directory on the file system, or use an access point that creates it",
    FamilyName.VOLUME_CREATION: "read the task's `containers` and `attachments` for the reason",
    FamilyName.PULL_LIMIT: "copy the image to a private ECR repository, or give the registry's credentials",
    FamilyName.DISK_SPACE: "raise `ephemeralStorage.sizeInGiB`, or make the image smaller",
    FamilyName.CONTAINER_START: "look at the image's entry point, its user and the container's mounts",
    FamilyName.MEMORY: "raise the memory of the task or of the container",
    FamilyName.CONTAINER_EXIT: "read the container's own log: `sealane logs`",
    FamilyName.STOPPING: "look at the service's events and its health checks",
    FamilyName.BACKING_OFF: "diagnose a stopped task of the service instead",
    FamilyName.AGENT: "start the task again; if it stays, ask AWS Support with the task's ARN",
    FamilyName.NETWORK_INTERFACE: "start the task again, and look at the subnet's free addresses",
    FamilyName.IMAGE_MANIFEST: "read the registry's own words in the message",
    FamilyName.IMAGE_LAYERS: "read the registry's own words in the message",
    FamilyName.IMAGE_PULL: "read the registry's own words in the message",
}


def means(symptom: Symptom) -> str:
    """Say what the message means, in one clause."""
    if symptom.family is None:
        return "the message fits no kind that sealane knows"
    return _MEANS[symptom.family]


def to_do(symptom: Symptom) -> str:
    """Say what to do about a message that none of the causes explains; empty where there is nothing to say."""
    if symptom.family is None:
        return ""
    if symptom.family is FamilyName.VOLUME_MOUNT and symptom.failure is not Failure.ABSENT:
        return ""
    return _DO.get(symptom.family, "")
