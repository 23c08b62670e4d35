"""The image of a container as the start-up steps read it: a reference, or why there is none."""

from __future__ import annotations

from functools import lru_cache

from sealane.grammar.images import ImageProblem, ImageReference, parse, parse_in_task_definition
from sealane.records import dataclass
from sealane.startup.compose import here
from sealane.startup.step import Kind, Resource
from sealane.world.tasks import Container, Setting, TaskDefinition
from sealane.world.values import Known, Unknown, Unread


def reference_of(container: Container) -> ImageReference | Unknown | Unread:
    """Return the image of a container; what is no reference counts as unknown, with the problem as its reason."""
    if not isinstance(container.image, Known):
        return container.image
    try:
        read = parse if container.own_registry else parse_in_task_definition
        return read(container.image.value)
    except ImageProblem as problem:
        return Unknown(problem.what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """One image of a task, with the names of the containers that run it."""

    containers: tuple[str, ...]
    reference: ImageReference | Unknown | Unread

    @property
    def subject(self) -> str:
        """The containers, as a step's subject."""
        return ", ".join(self.containers)

    @property
    def whose(self) -> str:
        """The containers, as a sentence needs them."""
        return f"container{'s' if len(self.containers) > 1 else ''} {self.subject}"


class _Last:
    """The task that was asked about last, and its images: every step of a task asks for them."""

    __slots__ = ("answer",)

    def __init__(self) -> None:
        self.answer: tuple[TaskDefinition, tuple[Image, ...]] | None = None


_last = _Last()


def images_of(task: TaskDefinition) -> tuple[Image, ...]:
    """Return every image once, in the order of the containers; two that are not known never count as the same."""
    answer = _last.answer
    if answer is None or answer[0] is not task:
        # Of another task that is equal the images are worked out again, because comparing takes longer.
        answer = _last.answer = (task, _images_of(task))
    return answer[1]


def _images_of(task: TaskDefinition) -> tuple[Image, ...]:
    found: dict[object, Image] = {}
    for container in task.containers:
        reference = reference_of(container)
        key = reference if isinstance(reference, ImageReference) else container.name
        before = found[key].containers if key in found else ()
        found[key] = Image(containers=(*before, container.name), reference=reference)
    return tuple(found.values())


# The manifest and the layers of an image are fetched from the same one.
@lru_cache(maxsize=256)
def repository_of(reference: ImageReference, setting: Setting) -> Resource:
    """Return the repository of a private ECR image; a bare one is in the task's account and Region."""
    if reference.private is None:
        return here(Kind.REPOSITORY, Known(reference.repository), setting)
    return Resource(
        kind=Kind.REPOSITORY,
        identifier=Known(f"{reference.host}/{reference.repository}"),
        region=Known(reference.private.region),
        account=Known(reference.private.account),
    )
