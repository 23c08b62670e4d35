"""What keeps a call from being allowed, by the layer that stands in the way.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
"""

from __future__ import annotations

from sealane.records import dataclass, field, replace
from sealane.verdicts.cause import Cause
from sealane.verdicts.judgement import Layer
from sealane.world.policies import Role
from sealane.world.values import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """An action on a resource, as text, in which holes are shown as such."""

    action: str
    resource: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLacks:
    """The role's own policies allow too little.

    `cause` is `action-not-allowed` when no Allow names the action, `resource-not-allowed` when one does for other
    resources only, `condition-not-met` when one does under conditions that do not hold, `key-not-usable` when what is
    lacking is the use of a KMS key.
    """

    cause: Cause
    role: Role
    needs: tuple[Need, ...]

    @property
    def origin(self) -> Origin:
        """The role."""
        return self.role.origin

    @property
    def subject(self) -> object:
        """What makes two of them one: the same role and cause."""
        return self.cause, self.role.id

    def merged(self, other: RoleLacks) -> RoleLacks:
        """Return both in one, each need once."""
        return replace(self, needs=tuple(dict.fromkeys((*self.needs, *other.needs))))


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerDenies:
    """A policy that is not the role's own stands in the way, or a Deny among the role's own.

    `cause` follows from the layer: `explicitly-denied` (a Deny of the role's own policies), `boundary-denies`,
    `organisation-denies`, `endpoint-policy-denies`, `repository-policy-denies`, `secret-policy-denies`,
    `bucket-policy-denies`, `efs-policy-denies`, `key-policy-denies`.
    `subject_name` is what has the policy, as text; `statements` name what denies, when a Deny does.
    `role` is the caller, `None` when it is ECR itself.
    """

    cause: Cause
    origin: Origin
    layer: Layer
    subject_name: str
    needs: tuple[Need, ...]
    statements: tuple[str, ...] = ()
    role: Role | None = field(default=None, compare=False)

    @property
    def subject(self) -> object:
        """What makes two of them one: the same policy and cause."""
        return self.cause, self.origin, self.layer

    def merged(self, other: LayerDenies) -> LayerDenies:
        """Return both in one, each need and statement once."""
        return replace(
            self,
            needs=tuple(dict.fromkeys((*self.needs, *other.needs))),
            statements=tuple(dict.fromkeys((*self.statements, *other.statements))),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleNotAssumable:
    """A role is absent, or its trust policy keeps ECS tasks out.

    `which` is `execution-role` or `task-role`; `name` is the role, empty when the task definition names none.
    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
    """

    which: str
    name: str
    origin: Origin
    cause: Cause = Cause.ROLE_NOT_ASSUMABLE

    @property
    def subject(self) -> object:
        """What makes two of them one."""
        return self.cause, self.which, self.origin


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDisabled:
    """The KMS key is disabled or waits for its deletion, so nothing that it protects can be read.

    https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
    """

    key: str
    origin: Origin
    cause: Cause = Cause.KEY_NOT_USABLE

    @property
    def subject(self) -> object:
        """What makes two of them one."""
        return self.cause, self.key
