"""Whether every policy layer lets the calls of a step through."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator

from sealane.proof.blocks.permissions import KeyDisabled, RoleNotAssumable
from sealane.proof.denials import blocks_of
from sealane.proof.estate import Estate
from sealane.proof.identities import caller_of_role
from sealane.proof.namesake import Namesake
from sealane.proof.requests import Asked, Asker, ask
from sealane.proof.resources import Target, target_of
from sealane.proof.way import Way, way_through
from sealane.records import dataclass, field, replace
from sealane.startup.step import Call, Kind, Principal, Resource, Step, StepName
from sealane.verdicts.check import Check, Subject
from sealane.verdicts.condition import doubts_of
from sealane.verdicts.decision import Outcome
from sealane.verdicts.proof import Assumed
from sealane.verdicts.trace import Block
from sealane.verdicts.verdict import Verdict
from sealane.world.policies import Role
from sealane.world.stores import Key
from sealane.world.tasks import Setting, TaskDefinition
from sealane.world.values import Known, Unknown, Unread, Value

_NO_ROLE = Known("")
_ROLES = {Principal.EXECUTION_ROLE: "execution-role", Principal.TASK_ROLE: "task-role"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the permission of every step of a task rests on.

    `kept` are looks that no rule of a network has a part in, for a task that is judged again and again.
    """

    task: TaskDefinition
    setting: Setting
    estate: Estate
    namesake: Namesake | None = None
    kept: dict[Hashable, tuple[Check, ...]] | None = None
    _targets: dict[int, Target] = field(default_factory=dict, init=False, compare=False, repr=False)

    def again(self, question: Hashable, look: Callable[[], tuple[Check, ...]]) -> tuple[Check, ...]:
        """Return what a look found, which is looked at once where looks are kept."""
        if self.kept is None:
            return look()
        if question not in self.kept:
            self.kept[question] = look()
        return self.kept[question]

    def role(self, principal: Principal) -> Value[Role] | None:
        """Return the role that a principal is, `None` when the task definition names none."""
        key = self.task.execution_role if principal is Principal.EXECUTION_ROLE else self.task.task_role
        return None if key == _NO_ROLE else self.estate.world.find(Role, key)

    def target(self, resource: Resource) -> Target:
        """Return what a resource of one of the task's own steps is."""
        found = self._targets.get(id(resource))
        if found is None:
            found = self._targets[id(resource)] = target_of(resource, self.setting, self.estate.inventory)
        return found


def permission_checks(step: Step, way: Way, around: Surroundings) -> Iterator[Check]:
    """Yield one check for each call of a step."""
    for call in step.calls:
        yield _check(step, call, way_through(call, way), around)


def role_of(call: Call, around: Surroundings) -> Value[Role] | None:
    """Return the role that makes a call; `None` where it is ECS itself, or the task definition names no role."""
    return around.role(call.principal) if call.principal in _ROLES else None


def assumptions(step: Step, around: Surroundings) -> Iterator[Assumed]:
    """Yield what is taken for granted of the resources of a step, because the source has only its own."""
    world = around.estate.world
    for call in step.calls:
        for resource in call.resources:
            target = around.target(resource)
            if target.vouched and target.noun is not None:
                yield Assumed(noun=target.noun, subject=str(target.text), because=target.vouched)
                continue
            unseen = target.origin is None or isinstance(target.policy, Unread)
            if target.noun in world.source.assumed and unseen and target.name:
                yield Assumed(noun=target.noun, subject=target.name)


def _check(step: Step, call: Call, way: Way, around: Surroundings) -> Check:
    role = None
    if call.principal in _ROLES:
        found = around.role(call.principal)
        if found is None:
            return _failed(RoleNotAssumable(which=_ROLES[call.principal], name="", origin=around.task.origin))
        if not isinstance(found, Known):
            return Check(subject=Subject.PERMISSION, verdict=Verdict.UNKNOWN, origin=around.task.origin, open=(found,))
        role = found.value
    targets = targets_of(step, call, around)
    if around.namesake is not None and around.namesake.surely(call, way, role, targets):
        origin = role.origin if role else targets[0].origin or around.task.origin
        return Check(subject=Subject.PERMISSION, verdict=Verdict.HOLDS, origin=origin)
    identity = None if role is None else around.estate.identity(role, around.setting)
    asker = Asker(identity=identity, way=way, setting=around.setting)
    asked = [(action, ask(call, action, target, asker, around.estate)) for target in targets for action in call.actions]
    return _summed(step, asked, around)


def targets_of(step: Step, call: Call, around: Surroundings) -> list[Target]:
    """Return what a call of a step acts on."""
    if step.name is StepName.ROLE_ASSUMPTION:
        return [_role_target(resource, around) for resource in call.resources]
    return [around.target(resource) for resource in call.resources]


def _role_target(resource: Resource, around: Surroundings) -> Target:
    """Return a role as something to be assumed: its trust policy is its own policy."""
    found = around.estate.world.find(Role, resource.identifier)
    if not isinstance(found, Known):
        name = resource.identifier.value if isinstance(resource.identifier, Known) else ""
        base = target_of(replace(resource, kind=Kind.ROLE), around.setting, around.estate.inventory)
        return replace(base, policy=found, origin=around.task.origin, name=name)
    caller = caller_of_role(found.value, around.setting)
    return Target(
        text=caller.role,
        account=Known(caller.account),
        policy=found.value.trust,
        origin=found.value.origin,
        name=found.value.id,
    )


def _summed(step: Step, asked: list[tuple[str, Asked]], around: Surroundings) -> Check:
    blocks: list[Block] = []
    unknown: list[Unknown | Unread] = []
    for action, one in asked:
        if one.decision.outcome is Outcome.DENIED:
            blocks += [_named(step, block) for block in blocks_of(one, action)]
        elif one.decision.outcome is Outcome.UNKNOWN:
            conditions = one.decision.conditions
            unknown += [Unknown(str(doubt)) for condition in conditions for doubt in doubts_of(condition)]
        blocks += _disabled(one.target, action, around)
        unknown += _perhaps_disabled(one.target, action, around)
    worst = next((one for _, one in asked if one.decision.outcome is not Outcome.ALLOWED), asked[0][1])
    if blocks:
        verdict, origin = Verdict.FAILS, blocks[0].origin
    else:
        verdict = Verdict.UNKNOWN if unknown else Verdict.HOLDS
        origin = worst.identity.role.origin if worst.identity else worst.target.origin or around.task.origin
    return Check(
        subject=Subject.PERMISSION,
        verdict=verdict,
        origin=origin,
        blocks=tuple(blocks),
        open=tuple(dict.fromkeys(unknown)),
        decision=worst.decision,
    )


def _named(step: Step, block: Block) -> Block:
    return replace(block, which=step.subject) if isinstance(block, RoleNotAssumable) else block


def _disabled(target: Target, action: str, around: Surroundings) -> list[Block]:
    key = around.estate.world.table(Key).get(target.name) if action.startswith("kms:") else None
    if key is None or key.enabled != Known(False):  # noqa: FBT003 - a value, not a switch
        return []
    return [KeyDisabled(key=key.id, origin=key.origin)]


def _perhaps_disabled(target: Target, action: str, around: Surroundings) -> list[Unknown | Unread]:
    key = around.estate.world.table(Key).get(target.name) if action.startswith("kms:") else None
    return [] if key is None or isinstance(key.enabled, Known) else [key.enabled]


def _failed(block: Block) -> Check:
    return Check(subject=Subject.PERMISSION, verdict=Verdict.FAILS, origin=block.origin, blocks=(block,))
