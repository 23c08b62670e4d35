"""Roles of tasks: one statement gone, or a policy detached."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.faults.piece import Change, Piece, PieceKind
from sealane.faults.statements import without_each
from sealane.records import replace
from sealane.world.policies import Policy, Role
from sealane.world.tasks import TaskDefinition
from sealane.world.values import Known
from sealane.world.world import World


def pieces(world: World) -> Iterator[Piece]:
    """Yield the statements and attachments of every role that a task definition names."""
    named: dict[str, None] = {}
    for task in world.table(TaskDefinition).values():
        for role_key in (task.execution_role, task.task_role):
            if isinstance(role_key, Known):
                named[role_key.value] = None
    for key in named:
        role = world.table(Role).get(key)
        if role is not None:
            yield from _inline(role)
            yield from _attached(role, world)


def _inline(role: Role) -> Iterator[Piece]:
    policies = role.inline.value if isinstance(role.inline, Known) else ()
    for place, policy in enumerate(policies):
        if not isinstance(policy.document, Known):
            continue
        for number, document in without_each(policy.document.value):
            changed = replace(policy, document=Known(document))
            inline = (*policies[:place], changed, *policies[place + 1 :])
            name = policy.name.value if isinstance(policy.name, Known) else str(place + 1)
            yield Piece(
                kind=PieceKind.STATEMENT,
                handle=f"{role.id}/{name}/{number}",
                aliases=(),
                origin=policy.origin,
                changes=(Change(before=role, after=replace(role, inline=Known(inline))),),
            )


def _attached(role: Role, world: World) -> Iterator[Piece]:
    keys = role.attached.value if isinstance(role.attached, Known) else ()
    for key in keys:
        left = tuple(other for other in keys if other != key)
        yield Piece(
            kind=PieceKind.ATTACHMENT,
            handle=f"{role.id}/{key}",
            aliases=(key.rpartition("/")[2],),
            origin=role.origin,
            changes=(Change(before=role, after=replace(role, attached=Known(left))),),
        )
        policy = world.table(Policy).get(key)
        if policy is not None and isinstance(policy.document, Known):
            for number, document in without_each(policy.document.value):
                yield Piece(
                    kind=PieceKind.STATEMENT,
                    handle=f"{key}/{number}",
                    aliases=(),
                    origin=policy.origin,
                    changes=(Change(before=policy, after=replace(policy, document=Known(document))),),
                )
