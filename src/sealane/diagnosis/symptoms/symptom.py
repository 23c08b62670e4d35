"""A message of a stopped task, understood as far as it goes."""

from __future__ import annotations

import enum

from sealane.diagnosis.symptoms.named import NOTHING, Named
from sealane.records import dataclass
from sealane.startup.step import StepName
from sealane.verdicts.observation import Failure


class FamilyName(enum.StrEnum):
    """The closed list of families of messages, in the order in which a task meets them."""

    TASK_DEFINITION = "task-definition"
    ROLE_ASSUMPTION = "role-assumption"
    QUOTA = "quota"
    PLACEMENT = "placement"
    NETWORK_INTERFACE = "network-interface"
    REGISTRY_LOGIN = "registry-login"
    REGISTRY_CREDENTIALS = "registry-credentials"
    SECRETS = "secrets"
    PARAMETERS = "parameters"
    PREPARATION = "preparation"
    ENVIRONMENT_FILES = "environment-files"
    LOG_STREAM = "log-stream"
    VOLUME_MOUNT = "volume-mount"
    VOLUME_CREATION = "volume-creation"
    IMAGE_MANIFEST = "image-manifest"
    IMAGE_PLATFORM = "image-platform"
    IMAGE_LAYERS = "image-layers"
    IMAGE_PULL = "image-pull"
    PULL_LIMIT = "pull-limit"
    DISK_SPACE = "disk-space"
    CONTAINER_START = "container-start"
    MEMORY = "memory"
    CONTAINER_EXIT = "container-exit"
    STOPPING = "stopping"
    BACKING_OFF = "backing-off"
    AGENT = "agent"


class Place(enum.StrEnum):
    """Where an address is: inside of a network, or on the internet; empty when no address was named."""

    NOWHERE = ""
    PRIVATE = "private"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class Symptom:
    """What one message says, and nothing that it does not say.

    Attributes:
        text: the message with straight quotes and single blanks.
        family: the family that it belongs to, `None` when it fits none.
        steps: the steps that may have failed, the likeliest first; one when the message tells, none when it is about
            something else than a step.
        failure: how it failed, `None` when the message does not tell.
        host, address, port: where the call went, as far as the message tells.
        place: whether the address is inside of a network or on the internet.
        name_server: the name server that was asked, when the name is what failed.
        service: the endpoint service of the host (`ecr.api`), empty when it is none of AWS's or not known.
        region: the Region that the host, an ARN or an image names.
        error: the class of the message, as `ResourceInitializationError`.
        error_code: what an AWS service answered, as `AccessDeniedException`.
        request_id: the request that it answered.
        stop_code: what ECS calls the end of the task, as `TaskFailedToStart`.
        event_of: the service whose event carried the message.
        named: the objects that the message names.
        cut: whether its end, which tells most, is missing.

    """

    text: str
    family: FamilyName | None = None
    steps: tuple[StepName, ...] = ()
    failure: Failure | None = None
    host: str = ""
    address: str = ""
    port: int = 0
    place: Place = Place.NOWHERE
    name_server: str = ""
    service: str = ""
    region: str = ""
    error: str = ""
    error_code: str = ""
    request_id: str = ""
    stop_code: str = ""
    event_of: str = ""
    named: Named = NOTHING
    cut: bool = False

    @property
    def step(self) -> StepName | None:
        """The likeliest step."""
        return self.steps[0] if self.steps else None

    def says(self, *words: str) -> bool:
        """Tell whether the message has one of these words, whatever their case."""
        low = self.text.lower()
        return any(word in low for word in words)
