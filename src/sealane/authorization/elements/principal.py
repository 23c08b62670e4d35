"""`Principal` and `NotPrincipal`: whom a resource's policy means, and how directly.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from sealane.authorization.accounts import same_account
from sealane.authorization.caller import Caller, Kind
from sealane.authorization.json_values import listed, texts_of
from sealane.authorization.templates import compare, letters_of
from sealane.grammar.patterns import pattern
from sealane.records import dataclass, field
from sealane.verdicts.condition import TextMatch, Truth, Undecided
from sealane.world.text import Hole, Text

_ACCOUNT = pattern(r"(?:arn:aws[a-z-]*:iam::)?([0-9]{12})(?::root)?")
_ACCOUNT_HEAD = pattern(r"arn:aws[a-z-]*:iam::")
_ARN = pattern(r"arn:aws[a-z-]*:(?:iam|sts)::[0-9]{12}:(?:role|user|assumed-role|federated-user)/[^*?]+")
_UNIQUE_ID = pattern(r"A[A-Z]{3}[A-Z0-9]{12,}")
_ROLE = pattern(r"arn:aws[a-z-]*:iam::([0-9]{12}):role/(?:.*/)?([^/]+)")


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
_DIRECT: list[tuple[Grade, Truth]] = [(Grade.DIRECT, True)]
_BY_ACCOUNT: list[tuple[Grade, Truth]] = [(Grade.ACCOUNT, True)]
_STAR = (("*", "*"),)
_OUTSIDE = frozenset({Kind.SERVICE, Kind.PROVIDER})


Grades = list[tuple[Grade, Truth]]
# How one principal that a statement names means a caller.
Means = Callable[[Caller], Grades]
_NOT: Grades = []


@dataclass(frozen=True, slots=True, kw_only=True)
class PrincipalElement:
    """The principals a statement names, each with its type: `AWS`, `Service`, `Federated`, `CanonicalUser`, or `*`."""

    named: tuple[tuple[str, Text], ...]
    inverted: bool
    means: tuple[Means, ...] = field(compare=False, repr=False)

    @property
    def everyone(self) -> bool:
        """Whether everyone is meant, without exception."""
        return self.named is _STAR and not self.inverted

    def grades(self, caller: Caller) -> Grades:
        """List how the statement means a caller; empty when it does not."""
        if not self.inverted:
            if len(self.means) == 1:
                return self.means[0](caller)
            return [grade for means in self.means for grade in means(caller)]
        found = [grade for means in self.means for grade in means(caller)]
        return [(Grade.EVERYONE, truth)] if (truth := _left_out(found, caller)) is not False else []


def read_principals(element: object, *, inverted: bool) -> PrincipalElement:
    """Read a `Principal` or `NotPrincipal` element.

    Raises:
        ValueError: when it is not as AWS documents it; a wildcard cannot match part of a name.

    """
    if element == "*":
        return PrincipalElement(named=_STAR, inverted=inverted, means=(_everyone,))
    if not isinstance(element, Mapping) or not element:
        message = "Principal is neither `*` nor an object of principals"
        raise ValueError(message)
    named = tuple(_named(element))
    return PrincipalElement(named=named, inverted=inverted, means=tuple(_means(kind, value) for kind, value in named))


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


@lru_cache(maxsize=4096)
def _readable(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in (_ACCOUNT, _ARN, _UNIQUE_ID))


def _means(kind: str, value: Text) -> Means:
    """Make the reading of one principal."""
    match kind:
        case "AWS":
            return _means_aws(value)
        case "Service":
            return lambda caller: _if(Grade.DIRECT, caller.kind is Kind.SERVICE and _same(value, caller.name))
        case "Federated":
            return lambda caller: _if(Grade.DIRECT, caller.kind is Kind.PROVIDER and _same(value, caller.name))
        case _:
            return lambda caller: _canonical(value, caller)


def _means_aws(value: Text) -> Means:
    if value == "*":
        return _every_aws
    account = _ACCOUNT.fullmatch(value) if isinstance(value, str) else None
    if account:
        number = account.group(1)
        return lambda caller: _account(number, caller)
    hole = _account_of(value)
    if hole is not None:
        return lambda caller: _account_in_part(hole, caller)
    if isinstance(value, str) and _UNIQUE_ID.fullmatch(value):
        return lambda caller: _unless_outside(
            caller,
            [(Grade.ROLE, Undecided(f"the unique id {value} is that of {caller.name}"))],
        )
    return lambda caller: _unless_outside(caller, _named_arn(value, caller))


def _if(grade: Grade, truth: Truth) -> Grades:
    return _NOT if truth is False else [(grade, truth)]


def _everyone(_caller: Caller) -> Grades:
    return EVERYONE


def _every_aws(caller: Caller) -> Grades:
    if caller.kind in _OUTSIDE:
        return [(Grade.EVERYONE, Undecided(f'{{"AWS": "*"}} means {caller.name}'))]
    return EVERYONE


def _canonical(value: Text, caller: Caller) -> Grades:
    if caller.kind is Kind.SERVICE:
        return _NOT
    return [(Grade.ACCOUNT, Undecided(f"the canonical user {value} is the account of {caller.name}"))]


def _account(number: str, caller: Caller) -> Grades:
    same = False if caller.kind in _OUTSIDE else same_account(number, caller.account)
    if same is None:
        truth = TextMatch("Principal", caller.account, number)
        return [(Grade.DIRECT if caller.kind is Kind.ROOT else Grade.ACCOUNT, truth)]
    if not same:
        return _NOT
    return _DIRECT if caller.kind is Kind.ROOT else _BY_ACCOUNT


def _account_of(value: Text) -> Hole | None:
    """Return the account that a text is about as a whole, where it is not known; `None` for a text about another."""
    if isinstance(value, str):
        return None
    match value.parts:
        case (Hole() as hole,) if hole.plain:
            return hole
        case (str() as head, Hole() as hole, ":root") if _ACCOUNT_HEAD.fullmatch(head):
            return hole
        case _:
            return None


def _account_in_part(hole: Hole, caller: Caller) -> Grades:
    """Compare with an account that is not known: that of a caller whose account is the same hole, or perhaps any."""
    if caller.kind in _OUTSIDE:
        return _NOT
    account = str(hole)
    if hole.token and account == caller.account:
        return _account(account, caller)
    truth = TextMatch("Principal", caller.account, account)
    return [(Grade.DIRECT if caller.kind is Kind.ROOT else Grade.ACCOUNT, truth)]


def _named_arn(value: Text, caller: Caller) -> Grades:
    if caller.kind is not Kind.SESSION:
        return _if(Grade.DIRECT, _same(value, caller.arn))
    return _if(Grade.DIRECT, _same(value, caller.arn)) + _if(Grade.ROLE, _same_role(value, caller))


def _unless_outside(caller: Caller, grades: Grades) -> Grades:
    """Return nothing for callers that no account has."""
    return _NOT if caller.kind in _OUTSIDE else grades


def _same(value: Text, found: Text) -> Truth:
    if isinstance(value, str) and isinstance(found, str):
        return value == found
    answer = compare(letters_of(value), letters_of(found))
    return TextMatch("Principal", str(found), str(value)) if answer is None else answer


def _same_role(value: Text, caller: Caller) -> Truth:
    """Compare with a session's role; without its path the name suffices, because it is unique in an account.

    https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
    """
    found = _ROLE.fullmatch(value) if isinstance(value, str) and not isinstance(caller.role, str) else None
    if found is None or caller.name.startswith("«"):
        return _same(value, caller.role)
    same = found.group(2) == caller.name and same_account(found.group(1), caller.account)
    return TextMatch("Principal", str(caller.role), str(value)) if same is None else same


def _left_out(found: Grades, caller: Caller) -> Truth:
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
