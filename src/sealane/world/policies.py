"""Policies of every kind, and the roles that have them."""

from __future__ import annotations

from collections.abc import Mapping

from sealane.records import dataclass
from sealane.world.text import Text
from sealane.world.values import Known, Origin, Value

# The JSON text of a policy, whole or with holes, or the parsed document, in which any value may be a `Text` with holes,
# `Unknown` or `Unread`.
Document = Text | Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A policy with a name of its own: a customer managed one (`id` is its key), or one written into a role."""

    id: str
    origin: Origin
    name: Value[str]
    document: Value[Document]
    arn: Value[Text] = Known("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An IAM role.

    Attributes:
        arn: its ARN, with holes where an apply mints a part of it.
        trust: the trust policy.
        inline: the policies written into it.
        attached: keys of customer managed policies, ARNs of AWS's.
        boundary: the key or ARN of the permissions boundary, empty for none.
        session: the session policy of whoever uses it; empty for none.

    """

    id: str
    origin: Origin
    name: Value[str]
    arn: Value[Text]
    trust: Value[Document]
    inline: Value[tuple[Policy, ...]] = Known(())
    attached: Value[tuple[str, ...]] = Known(())
    boundary: Value[str] = Known("")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationLevel:
    """One level of an organisation above an account: the root, a unit, or the account itself."""

    name: str
    policies: tuple[Policy, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """The service and resource control policies that bind an account (`id` is its number), from the root down."""

    id: str
    origin: Origin
    scps: Value[tuple[OrganisationLevel, ...]] = Known(())
    rcps: Value[tuple[OrganisationLevel, ...]] = Known(())
