"""`authorize`: one request of anybody's, decided in a world that was read from anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.errors import InputError, Problem
from sealane.proof.authorize import Question, QuestionError
from sealane.proof.authorize import authorize as decided
from sealane.records import dataclass
from sealane.verbs.hiding import without
from sealane.verbs.observer import Observer
from sealane.verbs.subject import Subject, world_of

if TYPE_CHECKING:
    from sealane.verbs.request import Request
    from sealane.verdicts.decision import Decision
    from sealane.world.world import World

_HINTS = {
    "principal": "name a role by its Terraform address, ARN or name, or a service as `ecs-tasks.amazonaws.com`",
    "action": "`--action ecr:BatchGetImage`",
    "through": "name a VPC endpoint of the source by its address or id",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as it was typed; `context` holds `KEY=VALUE`, a key that is given twice has several values."""

    principal: str
    action: str
    resource: str = "*"
    context: tuple[str, ...] = ()
    through: str = ""


def authorize(subject: Subject, asked: Asked, request: Request, observer: Observer) -> Decision:
    """Read a subject and decide one request in it.

    Raises:
        InputError: when the source or the question is wrong.
        EnvironmentFailure: when AWS, Terraform or the disk fails.

    """
    return decision_in(world_of(subject, request, observer), asked)


def decision_in(world: World, asked: Asked) -> Decision:
    """Decide a request in a world; raises `InputError` when the question is wrong."""
    question = Question(
        principal=asked.principal,
        action=asked.action,
        resource=asked.resource,
        context=_context(asked.context),
        through=asked.through,
    )
    try:
        return without(decided(world, question), world.source.masked)
    except QuestionError as wrong:
        problem = Problem(code=f"{wrong.part}-invalid", what=str(wrong), hint=_HINTS[wrong.part])
        raise InputError(problem) from None


def _context(given: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one in given:
        key, equals, value = one.partition("=")
        if not equals or not key:
            raise InputError(
                Problem(
                    code="context-invalid",
                    what=f"`--context {one}` is not of the form KEY=VALUE",
                    hint="`--context aws:SourceVpce=vpce-0123456789abcdef0`",
                )
            )
        found[key] = (*found.get(key, ()), value)
    return found
