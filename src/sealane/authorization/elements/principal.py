"""`Principal` and `NotPrincipal`: whom a resource's policy means, and how directly.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sealane.authorization.caller import Caller, Kind
from sealane.authorization.json_values import listed, texts_of
from sealane.authorization.templates import compare, letters_of
from sealane.verdicts.condition import TextMatch, Truth, Undecided
from sealane.world.text import Text

_ACCOUNT = re.compile(r"(?:arn:aws[a-z-]*:iam::)?([0-9]{12})(?::root)?")
_ARN = re.compile(r"arn:aws[a-z-]*:(?:iam|sts)::[0-9]{12}:(?:role|user|assumed-role|federated-user)/[^*?]+")
_UNIQUE_ID = re.compile(r"A[A-Z]{3}[A-Z0-9]{12,}")
_PATH = re.compile(r":role/(?:.*/)?([^/]+)$")


class Grade(enum.Enum):
    """How directly a statement means a principal; it decides whether other layers can still say no by silence.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
    """

    DIRECT = "the very session, user or service"
    ROLE = "the role of the session"
    ACCOUNT = "the account, which decides for its principals"
    EVERYONE = "everyone"


# The answer of a statement that means everyone, one object so that it is recognised at once.
EVERYONE: list[tuple[Grade, Truth]] = [(Grade.EVERYONE, True)]
_STAR = (("*", "*"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrincipalElement:
    """The principals a statement names, each with its type: `AWS`, `Service`, `Federated`, `CanonicalUser`, or `*`."""

    named: tuple[tuple[str, Text], ...]
    inverted: bool

    def grades(self, caller: Caller) -> list[tuple[Grade, Truth]]:
        """List how the statement means a caller; empty when it does not."""
        if self.named == _STAR and not self.inverted:
            return EVERYONE
        found = [(grade, truth) for kind, value in self.named for grade, truth in _means(kind, value, caller)]
        if not self.inverted:
            return [(grade, truth) for grade, truth in found if truth is not False]
        return [(Grade.EVERYONE, truth)] if (truth := _left_out(found, caller)) is not False else []


def read_principals(element: object, *, inverted: bool) -> PrincipalElement:
    """Read a `Principal` or `NotPrincipal` element.

    Raises:
        ValueError: when it is not as AWS documents it; a wildcard cannot match part of a name.

    """
    if element == "*":
        return PrincipalElement(named=_STAR, inverted=inverted)
    if not isinstance(element, Mapping) or not element:
        message = "Principal is neither `*` nor an object of principals"
        raise ValueError(message)
    return PrincipalElement(named=tuple(_named(element)), inverted=inverted)


def _named(element: Mapping[object, object]) -> Iterator[tuple[str, Text]]:
    for kind, value in element.items():
        if kind not in {"AWS", "Service", "Federated", "CanonicalUser"}:
            message = f"{kind!r} is not a kind of principal"
            raise ValueError(message)
        for text in texts_of(listed(value), f"Principal {kind}"):
            if kind == "AWS" and isinstance(text, str) and text != "*" and not _readable(text):
                message = f"{text!r} is not the ARN of a principal, nor an account"
                raise ValueError(message)
            yield str(kind), text


def _readable(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in (_ACCOUNT, _ARN, _UNIQUE_ID))


def _means(kind: str, value: Text, caller: Caller) -> Iterator[tuple[Grade, Truth]]:
    if kind == "*":
        yield Grade.EVERYONE, True
    elif kind == "AWS":
        yield from _means_aws(value, caller)
    elif kind == "Service":
        yield Grade.DIRECT, _same(value, caller.name) if caller.kind is Kind.SERVICE else False
    elif kind == "Federated":
        yield Grade.DIRECT, _same(value, caller.name) if caller.kind is Kind.PROVIDER else False
    elif caller.kind is not Kind.SERVICE:
        yield Grade.ACCOUNT, Undecided(f"the canonical user {value} is the account of {caller.name}")


def _means_aws(value: Text, caller: Caller) -> Iterator[tuple[Grade, Truth]]:
    outside = caller.kind in {Kind.SERVICE, Kind.PROVIDER}
    if value == "*":
        yield Grade.EVERYONE, Undecided(f'{{"AWS": "*"}} means {caller.name}') if outside else True
        return
    if outside:
        return
    account = _ACCOUNT.fullmatch(value) if isinstance(value, str) else None
    if account:
        direct = caller.kind is Kind.ROOT
        yield Grade.DIRECT if direct else Grade.ACCOUNT, account.group(1) == caller.account
    elif isinstance(value, str) and _UNIQUE_ID.fullmatch(value):
        yield Grade.ROLE, Undecided(f"the unique id {value} is that of {caller.name}")
    else:
        yield Grade.DIRECT, _same(value, caller.arn)
        if caller.kind is Kind.SESSION:
            yield Grade.ROLE, _same_role(value, caller)


def _same(value: Text, found: Text) -> Truth:
    answer = compare(letters_of(value), letters_of(found))
    return TextMatch("Principal", str(found), str(value)) if answer is None else answer


def _same_role(value: Text, caller: Caller) -> Truth:
    """Compare with a session's role; without its path the name suffices, because it is unique in an account.

    https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
    """
    if isinstance(value, str) and not isinstance(caller.role, str):
        name = _PATH.search(value)
        return name is not None and name.group(1) == caller.name and f"::{caller.account}:" in value
    return _same(value, caller.role)


def _left_out(found: list[tuple[Grade, Truth]], caller: Caller) -> Truth:
    """Tell whether `NotPrincipal` leaves a caller in the statement.

    AWS may check the account, the role and the session one after the other, so a caller is surely excepted only when
    all of them are named, and surely meant only when none is.
    """
    sure = {grade for grade, truth in found if truth is True}
    if not sure and all(truth is False for _, truth in found):
        return True
    needed = {Grade.DIRECT}
    if caller.kind in {Kind.SESSION, Kind.USER, Kind.FEDERATED_USER}:
        needed.add(Grade.ACCOUNT)
    if caller.kind is Kind.SESSION:
        needed.add(Grade.ROLE)
    return False if needed <= sure else Undecided(f"NotPrincipal means {caller.name} although it names a part of it")
