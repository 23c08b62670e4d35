"""The start of each service for a rehearsal: its task, its credentials, its image and what it reads."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping

from sealane.grammar.arns import SecretValue, parse_value_from
from sealane.lab.script import Start
from sealane.lab.task.supply import Keys
from sealane.proof.inventory import Inventory
from sealane.proof.task import task_of
from sealane.records import replace
from sealane.sandbox import images
from sealane.sandbox.estate.roles import roles_of, trusts_of
from sealane.sandbox.estate.seed import Estate
from sealane.sandbox.estate.wanted import Presence, WantedImage, stores
from sealane.sandbox.estate.wanted import images as wanted_images
from sealane.sandbox.record import Sandbox
from sealane.startup.sequence import steps
from sealane.world.services import Service
from sealane.world.tasks import TaskDefinition
from sealane.world.values import Known
from sealane.world.world import World

_TAG = "rehearsal"


class Cast:
    """Makes starts, and puts what they need into an embedded AWS, each thing once."""

    def __init__(self, sandbox: Sandbox, image: str, environ: Mapping[str, str]) -> None:
        """Take where to put it, and the image that the user gave."""
        self._sandbox = sandbox
        self._image = image
        self._environ = environ
        self._pushed: dict[images.Place, tuple[tuple[str, ...], str]] = {}
        self._stand_ins: dict[str, dict[str, str]] = {}

    def start(self, key: str, world: World) -> Start | None:
        """Return the start of a service; `None` when its task is not known."""
        service = world.table(Service)[key]
        found = task_of(service, world, Inventory(world))
        if not isinstance(found, Known):
            return None
        setting = service.setting
        task = found.value
        for wanted in wanted_images(task, setting, world):
            task = self._with_image(key, task, wanted)
        made = steps(task, setting)
        estate = Estate(self._sandbox, setting.partition)
        estate.put(stores(made, setting, world), json_keys_of(task))
        roles = roles_of(task, world, self._sandbox.account)
        credentials = {whose: estate.credentials(arn, setting.region) for whose, (_, arn) in roles.items()}
        return Start(
            service=key,
            task=task,
            setting=setting,
            steps=made,
            keys={whose: _keys(said) for whose, said in credentials.items()},
            roles=roles,
            # A key that leads to no fact is a role that was not read, as everywhere in a world, and not an absent one.
            trusts={whose: trust for whose, trust in trusts_of(roles, world).items() if trust is not None},
        )

    def stand_ins(self, key: str) -> tuple[tuple[str, str], ...]:
        """Return which images others stood in for, of one service."""
        return tuple(self._stand_ins.get(key, {}).items())

    def _with_image(self, key: str, task: TaskDefinition, wanted: WantedImage) -> TaskDefinition:
        """Put the image where the task looks for it; one that is named by its digest is then named by that one's."""
        reference = wanted.reference
        tag = reference.tag or ("latest" if not reference.digest else _TAG)
        place = images.Place(
            account=wanted.place.account, region=wanted.place.region, repository=reference.repository, tag=tag
        )
        if wanted.presence is Presence.ABSENT:
            self._remove(place)
            return task
        digest = self._put(place, wanted)
        self._stand_ins.setdefault(key, {})[reference.text] = self._image or "sealane's demo image"
        if not reference.digest or reference.digest == digest:
            return task
        named = reference.text.replace(reference.digest, digest)
        containers = tuple(
            replace(one, image=Known(named)) if one.image == Known(reference.text) else one for one in task.containers
        )
        return replace(task, containers=containers)

    def _remove(self, place: images.Place) -> None:
        """Let an image not be there, which an earlier rehearsal may have made."""
        ecr = images.ecr_client(self._sandbox, place)
        with contextlib.suppress(ecr.exceptions.RepositoryNotFoundException):
            ecr.delete_repository(repositoryName=place.repository, force=True)
        gone = (place.account, place.region, place.repository)
        for one in list(self._pushed):
            if (one.account, one.region, one.repository) == gone:
                del self._pushed[one]

    def _put(self, place: images.Place, wanted: WantedImage) -> str:
        platforms, digest = self._pushed.get(place, ((), ""))
        if digest and platforms == wanted.platforms:
            return digest
        if self._image:
            digest = images.push(self._sandbox, self._image, place, self._environ)
        else:
            digest = images.push_demo(self._sandbox, place, wanted.platforms, environ=self._environ)
        self._pushed[place] = (wanted.platforms, digest)
        return digest


def json_keys_of(task: TaskDefinition) -> dict[str, tuple[str, ...]]:
    """Return the JSON keys that a task takes of each secret, by the secret's ARN."""
    found: dict[str, dict[str, None]] = {}
    for container in task.containers:
        for reference in (*container.secrets, *container.log.secret_options):
            if not isinstance(reference.value_from, Known):
                continue
            meant = parse_value_from(reference.value_from.value)
            if isinstance(meant, SecretValue) and meant.json_key:
                arn = ":".join(reference.value_from.value.split(":")[:7])
                found.setdefault(arn, {})[meant.json_key] = None
    return {arn: tuple(keys) for arn, keys in found.items()}


def _keys(said: Mapping[str, str]) -> Keys:
    return Keys(access_key=said["AccessKeyId"], secret_key=said["SecretAccessKey"], token=said["SessionToken"])
