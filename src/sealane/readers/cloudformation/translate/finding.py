"""What translators yield, and how they say that something may be there that they cannot place."""

from __future__ import annotations

from sealane.readers.cloudformation.estate import Resource
from sealane.readers.cloudformation.values import unknown
from sealane.world.gaps import Gap, Noun
from sealane.world.values import Known, Unknown, Unread, Value
from sealane.world.world import Fact

Finding = Fact | Gap


def unplaced(noun: Noun, resource: Resource, why: Unknown | Unread) -> Gap:
    """Say that a resource belongs to something nobody can name, so that it may belong to anything."""
    return Gap(noun=noun, why=Unknown(f"{resource.key} belongs to what is not known: {why.reason}"))


def reason_of(resource: Resource) -> Unknown:
    """Return why a resource may not be made."""
    hole = resource.maybe
    return Unknown(f"{resource.key} may not be made") if hole is None else unknown(hole)


def outside(key: str) -> Unread:
    """Say that something is named that the template does not make."""
    return Unread(f"{key} is not in the template")


def scope_of(vpc: Value[str]) -> str:
    """Return the scope of a gap in a VPC, empty for one that is not known."""
    return vpc.value if isinstance(vpc, Known) else ""
