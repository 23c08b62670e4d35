"""Every piece of the healthy world can be taken away, alone, and is named as people would name it."""

from __future__ import annotations

import pytest

from sealane.errors import InputError
from sealane.faults.choose import chosen, pieces_of, without
from sealane.faults.endpoints import suffix_of
from sealane.faults.piece import Piece
from sealane.proof.prove import prove
from sealane.records import replace
from sealane.verdicts.verdict import Verdict
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.values import Known, Unknown
from sealane.world.world import World
from tests.worlds.healthy import ACL, EXECUTION_ROLE, SUBNETS, TASKS, healthy, interface

WORLD = healthy()
PIECES = {piece.name: piece for piece in pieces_of(WORLD)}


def causes(*pieces: Piece) -> set[str]:
    """Return the causes found without some pieces."""
    (service,) = prove(without(WORLD, pieces)).services
    return {str(finding.cause) for finding in service.findings}


def test_handles_are_unique() -> None:
    """Every piece has a name of its own, and there is one of every kind that the healthy world has."""
    assert len(PIECES) == len(pieces_of(WORLD))
    kinds = {str(piece.kind) for piece in PIECES.values()}
    assert kinds >= {"endpoint", "private-dns", "route", "rule", "acl-entry", "statement", "acl", "group", "dns"}


def route_tables(world: World) -> tuple[str, ...]:
    """Return the tables that the gateway endpoint of a world is associated with."""
    (found,) = [one for one in world.table(Endpoint).values() if one.kind is EndpointKind.GATEWAY]
    assert isinstance(found.route_tables, Known)
    return found.route_tables.value


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("endpoint:ecr.api", "endpoint-missing"),
        ("private-dns:logs", "endpoint-private-dns-off"),
        ("route:s3", "gateway-endpoint-not-routed"),
        ("log-group:/ecs/app", "log-group-missing"),
    ],
)
def test_piece_that_is_gone_is_missed(name: str, cause: str) -> None:
    """Without a piece the proof finds exactly what is then missing, and with it nothing."""
    assert causes() == set()
    assert causes(*chosen(WORLD, name, broken=False)) == {cause}


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        (f"acl:{SUBNETS[0]}", "network-acl-blocks"),
        (f"group:{TASKS}", "task-group-egress"),
        ("policy:secretsmanager", "endpoint-policy-denies"),
        ("dns:vpc-main", "vpc-dns-off"),
    ],
)
def test_piece_that_is_broken_is_told(name: str, cause: str) -> None:
    """What is broken where it stands is found by the proof as that."""
    assert causes(*chosen(WORLD, name, broken=True)) == {cause}


def test_a_world_without_a_piece_differs_by_it_alone() -> None:
    """Taking a piece changes the facts that it names and no others, and never makes a failing start succeed."""
    for piece in PIECES.values():
        taken = piece.taken(WORLD)
        touched = {(type(change.before), change.before.id) for change in piece.changes}
        for kind, facts in WORLD.tables.items():
            for key, fact in facts.items():
                assert (kind, key) in touched or taken.tables[kind][key] is fact, piece.name


def test_each_statement_that_allows_is_needed() -> None:
    """Without any single statement of its execution role the healthy task no longer starts."""
    for name, piece in PIECES.items():
        if name.startswith(f"statement:{EXECUTION_ROLE}/"):
            (service,) = prove(piece.taken(WORLD)).services
            assert service.verdict is Verdict.FAILS, name


def test_one_alias_of_several_pieces_means_all_of_them() -> None:
    """`route:s3` is every route to S3, and a table's own name is that one alone."""
    both = chosen(WORLD, "route:s3", broken=False)
    assert [piece.changes for piece in both] != []
    (one,) = chosen(WORLD, "route:s3/rtb-a", broken=False)
    assert one in both
    assert len(both) == len(SUBNETS)
    assert route_tables(without(WORLD, [one])) == ("rtb-b",)
    assert route_tables(without(WORLD, both)) == ()


def test_a_slip_is_told_with_what_is_near() -> None:
    """A name that means nothing is refused, with the names that it may have been meant for."""
    with pytest.raises(InputError) as refused:
        chosen(WORLD, "endpoint:ecr.apy", broken=False)
    assert "endpoint:ecr.api" in dict(refused.value.problems[0].facts)["near it"]
    with pytest.raises(InputError):
        chosen(WORLD, "endpoint:ecr.api", broken=True)


def test_own_endpoint_services_keep_their_whole_name() -> None:
    """An endpoint of somebody's own service is called by the service's whole name."""
    name = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"
    own = interface("ecr.api")
    assert suffix_of(own) == "ecr.api"
    assert suffix_of(replace(own, service_name=Known("cn.com.amazonaws.cn-north-1.ecr.dkr"))) == "ecr.dkr"
    assert suffix_of(replace(own, service_name=Known(name))) == name
    assert suffix_of(replace(own, service_name=Unknown("a variable"))) == ""


def test_entries_of_both_directions_are_pieces() -> None:
    """Every entry that allows is a piece, told by ACL, direction and number."""
    entries = [name for name in PIECES if name.startswith(f"acl-entry:{ACL}/")]
    assert {name.split("/")[1] for name in entries} == {"ingress", "egress"}
