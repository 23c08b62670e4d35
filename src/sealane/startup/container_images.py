"""The image of a container as the start-up steps read it: a reference, or why there is none."""

from __future__ import annotations

from sealane.grammar.images import ImageProblem, ImageReference, parse, parse_in_task_definition
from sealane.startup.compose import here
from sealane.startup.step import Kind, Resource
from sealane.world.tasks import Container, Setting
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
