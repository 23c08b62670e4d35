"""Requests that are alike but for a service's own name: what is surely allowed of one is allowed of all.

Services made by one module have roles, repositories and log groups of their own, whose names hold the service's name,
and policies that name them. Here that name is taken out of the request and of its policies, as a part that nobody
knows but that is the same wherever it stands. What is allowed whatever the name may be is allowed for every service;
anything else is asked again with all names in their places.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple

from sealane.grammar.patterns import pattern
from sealane.proof.estate import Estate
from sealane.proof.identities import identity_of
from sealane.proof.requests import Asker, ask
from sealane.proof.resources import Target
from sealane.proof.way import Way
from sealane.records import dataclass, replace
from sealane.startup.step import Call
from sealane.verdicts.decision import Outcome
from sealane.world.policies import Document, Policy, Role
from sealane.world.tasks import Setting
from sealane.world.text import Hole, Partial, Text, parts_of
from sealane.world.values import Known, Unknown, Value

# Names of which a hole can promise that it holds no colon and no wildcard, and that need no escape in JSON.
_NAME = pattern(r"[A-Za-z0-9][A-Za-z0-9._/-]{2,}")
_OWN = Hole("the service's own name", token="\0own", plain=True)  # noqa: S106 - the name of a hole
_OWN_MARK = "\0"
_ROLE = "\0role"
_ANY_VPC = Unknown("which VPC the request comes from")
_ANY_ENDPOINT: Known[Text] = Known(Partial((Hole("the endpoint's id", token="\0endpoint", plain=True),)))  # noqa: S106
_UNNAMED = Unknown("the role's name")


class _NotAlike(Exception):
    """Something is in the request that has no form without the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Namesake:
    """What takes a service's own name out of texts."""

    name: str
    setting: Setting
    estate: Estate
    where: int

    def surely(self, call: Call, way: Way, role: Role | None, targets: list[Target]) -> bool:
        """Tell whether every action of a call is allowed on each of its targets whatever the service is called."""
        if not targets or any(action.startswith("kms:") for action in call.actions):
            # Whether a key is switched off is asked of the key itself.
            return False
        alike = _any_like(way, self.estate)
        try:
            key = self._key(call, role, targets)
        except _NotAlike:
            return False
        if self._answered(key, call, alike, role, targets):
            return True
        # Most policies ask nothing of the endpoint's own id, and those that do are asked with it.
        return alike is not way and self._answered(key, call, way, role, targets)

    def _answered(self, key: Hashable, call: Call, way: Way, role: Role | None, targets: list[Target]) -> bool:
        return self.estate.answer((way.name, key), lambda: self._allowed(call, way, role, targets))

    def _key(self, call: Call, role: Role | None, targets: list[Target]) -> Hashable:
        return (
            self.where,
            *(call.principal, call.actions, call.through),
            None if role is None else self._role_key(role),
            *[self._target_key(target, "" if role is None else role.id) for target in targets],
        )

    def _role_key(self, role: Role) -> Hashable:
        """Return what a role is without its name, as a number, because a task's calls are by few roles."""

        def made() -> int:
            own = _own_policies(role, self.estate)
            documents = tuple([_without(one.document, self.name, role.id) for one in own.policies])
            arn = _without(role.arn, self.name, role.id)
            return self.estate.atlas.interned((documents, own.rest, role.boundary, arn))

        return self.estate.answer(("role without", role.id, self.name), made)

    def _target_key(self, target: Target, role: str) -> Hashable:
        policy = None if target.policy is None else _without(target.policy, self.name, role)
        text = _without(Known(target.text), self.name, role)
        account = target.account
        owner = account.value if isinstance(account, Known) else account
        return (text, owner, policy, target.origin is None, target.noun)

    def _allowed(self, call: Call, way: Way, role: Role | None, targets: list[Target]) -> bool:
        own = "" if role is None else role.id
        identity = None if role is None else identity_of(self.estate.world, self._role(role), self.setting)
        asker = Asker(identity=identity, way=way, setting=self.setting)
        return all(
            ask(call, action, self._target(target, own), asker, self.estate).decision.outcome is Outcome.ALLOWED
            for target in targets
            for action in call.actions
        )

    def _role(self, role: Role) -> Role:
        own = _own_policies(role, self.estate)
        inline = tuple([replace(one, document=self._document(one.document, role.id)) for one in own.policies])
        arn = role.arn
        return Role(
            id=_ROLE,
            origin=role.origin,
            name=_UNNAMED,
            arn=Known(self._text(arn.value, role.id)) if isinstance(arn, Known) else arn,
            trust=role.trust,
            inline=Known(inline),
            attached=Known(own.rest),
            boundary=role.boundary,
        )

    def _target(self, target: Target, role: str) -> Target:
        policy = None if target.policy is None else self._document(target.policy, role)
        return replace(target, text=self._text(target.text, role), policy=policy)

    def _document(self, document: Value[Document], role: str) -> Value[Document]:
        if isinstance(document, Known) and isinstance(document.value, str | Partial):
            return Known(self._text(document.value, role))
        return document

    def _text(self, text: Text, role: str) -> Text:
        parts: list[str | Hole] = []
        for part in parts_of(text):
            if isinstance(part, Hole):
                parts.append(_renamed(part, role))
                continue
            first, *others = part.split(self.name)
            parts += [first] if first else []
            for other in others:
                parts += [_OWN, other] if other else [_OWN]
        return parts[0] if len(parts) == 1 and isinstance(parts[0], str) else Partial(tuple(parts))


def _any_like(way: Way, estate: Estate) -> Way:
    """Return the way through any endpoint with the same policy, whose id and VPC nobody knows."""
    endpoint = way.endpoint
    if endpoint is None:
        return way

    def made() -> Way:
        policy = endpoint.policy
        if isinstance(policy, Known) and not isinstance(policy.value, str):
            return way
        number = estate.atlas.interned((policy, endpoint.kind))
        return Way(name=f"\0through {number}", endpoint=endpoint, vpc=_ANY_VPC, vpce=_ANY_ENDPOINT)

    return estate.answer(("any like", way.name), made)


def namesake_of(names: tuple[Value[str], ...], setting: Setting, estate: Estate) -> Namesake | None:
    """Return what takes the first of some names out of texts; `None` when none is a plain name."""
    for name in names:
        if isinstance(name, Known) and _NAME.fullmatch(name.value):
            where = estate.atlas.interned((setting.partition, setting.region, setting.account))
            return Namesake(name=name.value, setting=setting, estate=estate, where=where)
    return None


class _Own(NamedTuple):
    """A role's policies that the source has itself, and the names of the others."""

    policies: tuple[Policy, ...]
    rest: tuple[str, ...]


def _own_policies(role: Role, estate: Estate) -> _Own:
    if not isinstance(role.inline, Known) or not isinstance(role.attached, Known) or not isinstance(role.arn, Known):
        raise _NotAlike
    table = estate.world.table(Policy)
    attached = [table[key] for key in role.attached.value if key in table]
    return _Own((*role.inline.value, *attached), tuple([key for key in role.attached.value if key not in table]))


def _without(value: Value[Document], name: str, role: str) -> Hashable:
    """Return a text without a name, as something that is equal for texts that differ in that name alone."""
    if not isinstance(value, Known):
        return value
    document = value.value
    if isinstance(document, str):
        return _cut(document, name)
    if not isinstance(document, Partial):
        raise _NotAlike
    return tuple([_cut(one, name) if isinstance(one, str) else _renamed(one, role) for one in document.parts])


def _cut(text: str, name: str) -> str:
    # Behind a backslash a letter may be a part of an escape, and none of the name.
    if _OWN_MARK in text or "\\" in text:
        raise _NotAlike
    return text.replace(name, _OWN_MARK)


def _renamed(hole: Hole, role: str) -> Hole:
    """Return a hole whose token names the role itself by a name that is the same for all roles."""
    if not role or role not in hole.token:
        return hole
    return Hole("a part that an apply decides", token=hole.token.replace(role, _ROLE), plain=hole.plain)
