"""A proposal is made and proved for the service whose finding it is, also where another has an equal one."""

from __future__ import annotations

import pytest

from sealane.proof.prove import prove
from sealane.records import replace
from sealane.verbs.prove import proved
from sealane.world.endpoints import Endpoint
from sealane.world.security_groups import Direction, SecurityGroup
from sealane.world.services import Service
from sealane.world.values import Known, Origin
from sealane.world.world import World
from tests.worlds.healthy import ENDPOINTS, healthy, rule, service, tasks_group


def two() -> World:
    """Return a world with two services in groups of their own, neither of which the endpoints admit."""
    other = replace(tasks_group(), id="sg-other", origin=Origin("sg-other"))
    inside = rule("sg-files", Direction.INGRESS, "10.0.0.0/16", 2049)
    files = replace(healthy().table(SecurityGroup)["sg-files"], rules=(inside,))
    closed = replace(healthy().table(SecurityGroup)[ENDPOINTS], rules=())
    second = replace(service(), id="other", origin=Origin("other"), security_groups=Known(("sg-other",)))
    return healthy(other, files, closed, second)


@pytest.mark.parametrize("world", [two(), two().without(Endpoint, "vpce-ecr-api")], ids=["own", "equal"])
def test_each_service_has_the_proposal_that_mends_it(world: World) -> None:
    """Every finding of two services has a proposal, after which that service no longer has it."""
    found = proved(world)
    for whose in found.weighed.proof.services:
        assert whose.findings
        for finding in whose.findings:
            proposal = found.proposal(finding)
            assert proposal is not None
            (after,) = prove(proposal.applied(found.world), only={whose.service.id}).services
            assert finding.cause not in {one.cause for one in after.findings}
            # One that is equal and nobody's own is taken for the first that has it.
            assert found.proposal(replace(finding)) is not None
    assert len(found.weighed.proof.services) == len(world.table(Service)) > 1
