"""What a source only names is assumed to stand in nobody's way, and said to be, where it has only its own part."""

from __future__ import annotations

from dataclasses import replace

from sealane.proof.prove import prove
from sealane.verdicts.proof import Assumed, ServiceProof
from sealane.verdicts.verdict import Verdict
from sealane.world.gaps import Noun
from sealane.world.values import Unknown, Unread
from sealane.world.world import World
from tests.worlds import healthy as well
from tests.worlds.wounds.wound import found

_NOT_READ = Unread("not in the source")


def _named_only() -> World:
    """Return the healthy world in which of the secret only its name is known, as by a data source before a plan."""
    return well.healthy(replace(well.secret(), policy=_NOT_READ, key=_NOT_READ))


def _proved(world: World, *assumed: Noun) -> ServiceProof:
    source = replace(world.source, assumed=world.source.assumed | set(assumed))
    (service,) = prove(replace(world, source=source)).services
    return service


def test_named_secret_is_assumed_where_secrets_are() -> None:
    """Where secrets are assumed, one that is only named holds, and the proof says what it took for granted."""
    service = _proved(_named_only(), Noun.SECRETS)
    assert (service.verdict, service.open, found(service)) == (Verdict.HOLDS, (), frozenset())
    assert Assumed(noun=Noun.SECRETS, subject="db-AbCdEf") in service.assumed


def test_named_secret_is_open_where_they_are_not() -> None:
    """Where nothing is assumed of secrets, what was not read of one leaves the step open."""
    service = _proved(_named_only())
    assert service.verdict is Verdict.UNKNOWN
    assert _NOT_READ in service.open


def test_what_an_apply_decides_is_never_assumed() -> None:
    """A policy or key that the source itself decides later is open whatever is assumed."""
    later = Unknown("decided by an apply")
    for secret in (replace(well.secret(), policy=later), replace(well.secret(), key=later)):
        assert _proved(well.healthy(secret), Noun.SECRETS).verdict is Verdict.UNKNOWN
