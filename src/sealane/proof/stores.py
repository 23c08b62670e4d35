"""Whether what a step reads or writes is there: images, secrets, parameters, log groups."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.grammar.images import ImageReference, repository_region
from sealane.proof.blocks.stores import (
    CacheUpstream,
    ForeignLayers,
    ImageMissing,
    LogGroupMissing,
    PlatformMismatch,
    SecretMissing,
)
from sealane.proof.inventory import Where, where_of
from sealane.proof.permission import Surroundings
from sealane.startup.container_images import images_of
from sealane.startup.step import Kind, Resource, Step, StepName
from sealane.verdicts.check import Check, Subject
from sealane.verdicts.trace import Block
from sealane.verdicts.verdict import Verdict
from sealane.world.gaps import Noun
from sealane.world.stores import Image, LogGroup, Parameter, Repository, Secret
from sealane.world.values import Known, Origin, Unknown, Unread, Value

_ARCHITECTURES = {"X86_64": "amd64", "ARM64": "arm64"}
_KINDS = {Noun.SECRETS: Secret, Noun.PARAMETERS: Parameter, Noun.LOG_GROUPS: LogGroup}
_CREATES = "logs:CreateLogGroup"
OF_STORES = frozenset(
    {
        StepName.IMAGE_MANIFEST,
        StepName.IMAGE_LAYERS,
        StepName.SECRETS,
        StepName.PARAMETERS,
        StepName.REGISTRY_CREDENTIALS,
        StepName.LOG_STREAM,
        StepName.EXEC_CHANNEL,
    }
)
"""The steps that need things of which `store_checks` says something."""


def store_checks(step: Step, around: Surroundings, *, leads_out: bool) -> Iterator[Check]:
    """Yield what is found of the things that a step needs; `leads_out` is whether it can reach the internet."""
    match step.name:
        case StepName.IMAGE_MANIFEST:
            yield from _manifest(step, around, leads_out=leads_out)
        case StepName.IMAGE_LAYERS:
            yield from _layers(step, around, leads_out=leads_out)
        case StepName.SECRETS | StepName.PARAMETERS | StepName.REGISTRY_CREDENTIALS:
            for resource in _resources(step, Kind.SECRET, Kind.PARAMETER):
                yield from _secret(resource, around)
        case StepName.LOG_STREAM | StepName.EXEC_CHANNEL:
            for call in step.calls:
                if _CREATES not in call.actions:
                    for resource in call.resources:
                        yield from _log_group(resource, around)
        case _:
            pass


def _resources(step: Step, *kinds: Kind) -> Iterator[Resource]:
    for call in step.calls:
        # What a service reads in the role's name is found by that service; only what the step itself names counts.
        yield from (one for one in call.resources if one.kind in kinds and not call.through)


def _manifest(step: Step, around: Surroundings, *, leads_out: bool) -> Iterator[Check]:
    found = _repository(step, around)
    if found is None:
        return
    reference, repository = found
    rule = around.estate.inventory.cache_rule(reference.repository, _place(reference, around))
    missing = _missing(reference, repository, around)
    vouched = any(around.target(one).vouched for one in _resources(step, Kind.REPOSITORY))
    missing = False if vouched and isinstance(missing, Unknown | Unread) else missing
    if rule is not None and missing is not False:
        upstream = rule.upstream.value if isinstance(rule.upstream, Known) else ""
        if not leads_out and missing is True:
            yield _fails(CacheUpstream(image=reference.text, upstream=upstream, origin=rule.origin))
        elif not leads_out:
            yield _unknown(Unknown(f"whether {reference.text} is already in the cache"), rule.origin)
        return
    if missing is True:
        what = "repository" if repository is None else "digest" if reference.digest else "tag"
        origin = around.task.origin if repository is None else repository.origin
        yield _fails(ImageMissing(image=reference.text, what=what, origin=origin))
    elif isinstance(missing, Unknown | Unread):
        yield _unknown(missing, around.task.origin)
    yield from _platform(reference, repository, around)


def _repository(step: Step, around: Surroundings) -> tuple[ImageReference, Repository | None] | None:
    """Return the image of a step, when it is in private ECR, and its repository, when the source has it."""
    for image in images_of(around.task):
        reference = image.reference
        if image.subject == step.subject and isinstance(reference, ImageReference) and reference.in_private_ecr:
            return reference, around.estate.inventory.repository(reference.repository, _place(reference, around))
    return None


def _place(reference: ImageReference, around: Surroundings) -> Where:
    account = reference.private.account if reference.private else ""
    if not account and isinstance(around.setting.account, Known):
        account = around.setting.account.value
    return Where(repository_region(reference, around.setting.region), account)


def _missing(reference: ImageReference, repository: Repository | None, around: Surroundings) -> bool | Unknown | Unread:
    """Tell whether an image surely is not there; false too where the source assumes it."""
    world = around.estate.world
    assumed = Noun.REPOSITORIES in world.source.assumed
    own = reference.private is None or Known(reference.private.account) == around.setting.account
    if repository is None:
        if assumed:
            return False
        gap = world.gap(Noun.REPOSITORIES) or around.estate.inventory.doubt(Repository)
        if not own:
            return gap or Unread(f"the repository of {reference.text} is in another account", "ecr:DescribeImages")
        return gap or True
    if not isinstance(repository.images, Known):
        return False if assumed else repository.images
    return _image(reference, repository.images.value) is None


def _image(reference: ImageReference, images: tuple[Image, ...]) -> Image | None:
    wanted = reference.manifest
    return next((one for one in images if wanted in (one.digest, *one.tags)), None)


def _platform(reference: ImageReference, repository: Repository | None, around: Surroundings) -> Iterator[Check]:
    image = _found(reference, repository)
    if image is None or not isinstance(image.platforms, Known) or not image.platforms.value:
        return
    windows = around.task.operating_system.upper().startswith("WINDOWS")
    architecture = _ARCHITECTURES.get(around.task.architecture.upper(), around.task.architecture.lower())
    wanted = f"{'windows' if windows else 'linux'}/{architecture}"
    # A platform may have a variant behind it, as linux/arm64/v8.
    if not any(one == wanted or one.startswith(f"{wanted}/") for one in image.platforms.value):
        yield _fails(
            PlatformMismatch(
                image=reference.text, wanted=wanted, offered=image.platforms.value, origin=around.task.origin
            )
        )


def _found(reference: ImageReference, repository: Repository | None) -> Image | None:
    if repository is None or not isinstance(repository.images, Known):
        return None
    return _image(reference, repository.images.value)


def _layers(step: Step, around: Surroundings, *, leads_out: bool) -> Iterator[Check]:
    found = _repository(step, around)
    image = _found(*found) if found else None
    if found is None or image is None or leads_out:
        return
    if image.foreign_layers == Known(True):  # noqa: FBT003 - a value, not a switch
        yield _fails(ForeignLayers(image=found[0].text, origin=around.task.origin))


def _secret(resource: Resource, around: Surroundings) -> Iterator[Check]:
    if not isinstance(resource.identifier, Known):
        yield _unknown(resource.identifier, around.task.origin)
        return
    identifier, where = resource.identifier.value, where_of(resource, around.setting)
    if resource.kind is Kind.SECRET:
        secret = around.estate.inventory.secret(identifier, where)
        if secret is not None:
            if secret.deleted == Known(True):  # noqa: FBT003 - a value, not a switch
                yield _fails(SecretMissing(kind="secret", name=identifier, deleted=True, origin=secret.origin))
            return
    elif around.estate.inventory.parameter(identifier, where) is not None:
        return
    noun = Noun.SECRETS if resource.kind is Kind.SECRET else Noun.PARAMETERS
    block = SecretMissing(kind=str(resource.kind), name=identifier, deleted=False, origin=around.task.origin)
    yield from _absent(noun, block, resource, around)


def _log_group(resource: Resource, around: Surroundings) -> Iterator[Check]:
    if resource.kind is not Kind.LOG_GROUP:
        return
    if not isinstance(resource.identifier, Known) or not isinstance(resource.region, Known):
        open_value = resource.region if isinstance(resource.identifier, Known) else resource.identifier
        if not isinstance(open_value, Known):
            yield _unknown(open_value, around.task.origin)
        return
    region = resource.region.value or around.setting.region
    if around.estate.inventory.log_group(resource.identifier.value, where_of(resource, around.setting)) is None:
        block = LogGroupMissing(group=resource.identifier.value, region=region, origin=around.task.origin)
        yield from _absent(Noun.LOG_GROUPS, block, resource, around)


def _absent(noun: Noun, block: Block, resource: Resource, around: Surroundings) -> Iterator[Check]:
    """Say what it means that the source does not have something: it is assumed, unknown, or surely missing."""
    world = around.estate.world
    if noun in world.source.assumed:
        return
    gap = world.gap(noun) or around.estate.inventory.doubt(_KINDS[noun])
    if gap is None and not _here(resource.account, around.setting.account):
        gap = Unread(f"{noun} of another account were not read")
    if gap is None and not _here(resource.region, Known(around.setting.region)):
        gap = Unread(f"{noun} of another Region were not read")
    yield _fails(block) if gap is None else _unknown(gap, around.task.origin)


def _here(value: Value[str], own: Value[str]) -> bool:
    return value in {Known(""), own}


def _fails(block: Block) -> Check:
    return Check(subject=Subject.STORE, verdict=Verdict.FAILS, origin=block.origin, blocks=(block,))


def _unknown(why: Unknown | Unread, origin: Origin) -> Check:
    return Check(subject=Subject.STORE, verdict=Verdict.UNKNOWN, origin=origin, open=(why,))
