"""What the steps of a start read and write, and whether the source has it; pure."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator

from sealane.grammar.arns import ArnProblem, parse
from sealane.grammar.images import ImageReference, repository_region
from sealane.records import dataclass
from sealane.startup.container_images import images_of
from sealane.startup.step import Kind, Resource, Step
from sealane.world.gaps import Noun
from sealane.world.stores import Image, LogGroup, Parameter, Repository, Secret
from sealane.world.tasks import Setting, TaskDefinition
from sealane.world.values import Known, Value
from sealane.world.world import World


class Presence(enum.StrEnum):
    """Whether something is there: the source has it, does not have it, or cannot know and takes it to be there."""

    THERE = "there"
    ABSENT = "absent"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An account and a Region."""

    account: str
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedImage:
    """An image in private ECR, and the platforms that its manifest is to have; empty for the task's own."""

    reference: ImageReference
    place: Place
    presence: Presence
    platforms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedStore:
    """A secret (its ARN or name), a parameter (its name), a log group (its name) or an object (`bucket/key`)."""

    kind: Kind
    name: str
    place: Place
    presence: Presence


_NOUNS: dict[Kind, tuple[type[Secret | Parameter | LogGroup], Noun]] = {
    Kind.SECRET: (Secret, Noun.SECRETS),
    Kind.PARAMETER: (Parameter, Noun.PARAMETERS),
    Kind.LOG_GROUP: (LogGroup, Noun.LOG_GROUPS),
}
_ARCHITECTURES = {"X86_64": "amd64", "ARM64": "arm64"}


def platform_of(task: TaskDefinition) -> str:
    """Return the platform of a task's images: `linux/amd64`."""
    system = "windows" if task.operating_system.upper().startswith("WINDOWS") else "linux"
    return f"{system}/{_ARCHITECTURES.get(task.architecture.upper(), task.architecture.lower())}"


def images(task: TaskDefinition, setting: Setting, world: World) -> Iterator[WantedImage]:
    """Yield the images of a task that are in private ECR."""
    for image in images_of(task):
        reference = image.reference
        if not isinstance(reference, ImageReference) or not reference.in_private_ecr:
            continue
        account = reference.private.account if reference.private else _known(setting.account)
        place = Place(account=account, region=repository_region(reference, setting.region))
        found, presence = _image(reference, place, world)
        told = found.platforms.value if found and isinstance(found.platforms, Known) else ()
        # Which variant of a processor an image is for changes nothing in how it is pulled.
        platforms = tuple(dict.fromkeys("/".join(one.split("/")[:2]) for one in told))
        yield WantedImage(
            reference=reference, place=place, presence=presence, platforms=platforms or (platform_of(task),)
        )


def stores(steps: tuple[Step, ...], setting: Setting, world: World) -> Iterator[WantedStore]:
    """Yield the secrets, parameters, log groups and objects that steps name, each once."""
    seen = set()
    for step in steps:
        for call in step.calls:
            for resource in () if call.through else call.resources:
                wanted = _store(resource, setting, world)
                if wanted is not None and wanted not in seen:
                    seen.add(wanted)
                    yield wanted


def _image(reference: ImageReference, place: Place, world: World) -> tuple[Image | None, Presence]:
    for repository in world.table(Repository).values():
        here = _may_be(repository.account, place.account) and _may_be(repository.region, place.region)
        if repository.name != Known(reference.repository) or not here:
            continue
        if not isinstance(repository.images, Known):
            return None, Presence.ASSUMED
        for image in repository.images.value:
            if reference.manifest in (image.digest, *image.tags):
                return image, Presence.THERE
        return None, Presence.ABSENT
    return None, _unlisted(Noun.REPOSITORIES, world)


def _store(resource: Resource, setting: Setting, world: World) -> WantedStore | None:
    if not isinstance(resource.identifier, Known):
        return None
    name = resource.identifier.value
    place = Place(account=_known(resource.account, setting), region=_known(resource.region) or setting.region)
    if resource.kind is Kind.OBJECT:
        return WantedStore(kind=resource.kind, name=name, place=place, presence=Presence.ASSUMED)
    if resource.kind not in _NOUNS:
        return None
    if name.startswith("arn:"):
        place = _of_arn(name) or place
    kind, noun = _NOUNS[resource.kind]
    facts: Iterable[Secret | Parameter | LogGroup] = world.table(kind).values()
    if any(_is(fact, name, place.region) for fact in facts):
        return WantedStore(kind=resource.kind, name=name, place=place, presence=Presence.THERE)
    deleted = resource.kind is Kind.SECRET and any(_names(fact, name) for fact in world.table(Secret).values())
    presence = Presence.ABSENT if deleted else _unlisted(noun, world)
    return WantedStore(kind=resource.kind, name=name, place=place, presence=presence)


def _is(fact: Secret | Parameter | LogGroup, name: str, region: str) -> bool:
    """Tell whether a fact is what a step names; an ARN may lack the random characters at its end.

    A secret that waits for its deletion cannot be read, and so is as good as gone.
    """
    if isinstance(fact, Secret) and fact.deleted == Known(True):  # noqa: FBT003 - a value
        return False
    if isinstance(fact, LogGroup):
        return _names(fact, name) and _may_be(fact.region, region)
    return _names(fact, name)


def _names(fact: Secret | Parameter | LogGroup, name: str) -> bool:
    names = {fact.id}
    if isinstance(fact.name, Known):
        names |= {fact.name.value, fact.name.value.removeprefix("/")}
    if isinstance(fact, LogGroup):
        return name in names
    arn = fact.arn.value if isinstance(fact.arn, Known) else ""
    if isinstance(arn, str) and arn:
        names |= {arn}
        if isinstance(fact, Secret):
            names |= {arn[: -len("-??????")]}
    return name in names or name.rpartition("parameter/")[2] in names


def _unlisted(noun: Noun, world: World) -> Presence:
    """Say of what no fact is about whether it is absent, or only not known to the source."""
    return Presence.ASSUMED if noun in world.source.assumed or world.gap(noun) else Presence.ABSENT


def _of_arn(arn: str) -> Place | None:
    try:
        parsed = parse(arn)
    except ArnProblem:
        return None
    return Place(account=parsed.account, region=parsed.region)


def _may_be(value: Value[str], wanted: str) -> bool:
    return not isinstance(value, Known) or value.value in {"", wanted}


def _known(value: Value[str], setting: Setting | None = None) -> str:
    if isinstance(value, Known) and value.value:
        return value.value
    return setting.account.value if setting is not None and isinstance(setting.account, Known) else ""
