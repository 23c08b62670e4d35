"""What AWS's pages say and people get wrong, each both ways."""

from __future__ import annotations

from dataclasses import replace

from sealane.proof.prove import prove
from sealane.startup.step import StepName
from sealane.verdicts.cause import Cause
from sealane.verdicts.proof import ServiceProof
from sealane.verdicts.verdict import Verdict
from sealane.world.endpoints import Endpoint
from sealane.world.security_groups import Direction
from sealane.world.services import Service
from sealane.world.tasks import TaskDefinition
from sealane.world.values import Known, Unknown
from sealane.world.world import World
from tests.worlds import healthy as well
from tests.worlds.wounds.network import internet, routed
from tests.worlds.wounds.seal import open_group

_ON = Known(value=True)


def proved(world: World) -> ServiceProof:
    """Prove the only service of a world."""
    (service,) = prove(world).services
    return service


def causes(world: World) -> set[Cause]:
    """Return the causes found in a world."""
    return {finding.cause for finding in proved(world).findings}


def test_open_group_without_a_way_out_is_sealed() -> None:
    """A security group that lets everything out leaks nothing where no route leads out, and does where one does."""
    everywhere = well.tasks_group(*open_group().rules, well.to_files())
    assert proved(well.healthy(everywhere)).sealed is Verdict.HOLDS
    public = replace(well.service(), public_address=_ON)
    assert proved(well.healthy(everywhere, internet(), public, *routed("igw-1"))).sealed is Verdict.FAILS


def test_internet_gateway_without_a_public_address_leaks_nothing() -> None:
    """A route to an internet gateway lets no IPv4 packet of a task out that has no public address."""
    assert proved(well.healthy(open_group(), internet(), *routed("igw-1"))).sealed is Verdict.HOLDS


def test_unknown_public_address_leaves_the_seal_open() -> None:
    """Where nobody knows whether the task has a public address, the seal neither holds nor fails."""
    maybe = replace(well.service(), public_address=Unknown("a variable"))
    assert proved(well.healthy(open_group(), internet(), maybe, *routed("igw-1"))).sealed is Verdict.UNKNOWN


def test_old_platform_needs_no_endpoint_for_the_token() -> None:
    """Platform version 1.3.0 asks for the token over an interface of Fargate's own; 1.4.0 needs `ecr.api`."""
    without = well.healthy(replace(well.task(), volumes=())).without(Endpoint, well.interface("ecr.api").id)
    old = without.with_facts(replace(well.service(), platform_version=Known("1.3.0")))
    assert Cause.ENDPOINT_MISSING in causes(without)
    assert causes(old) == set()
    # What remains is on the old platform's network too.
    assert causes(old.without(Endpoint, well.interface("ecr.dkr").id)) == {Cause.ENDPOINT_MISSING}


def test_endpoint_policy_that_only_denies_allows_nothing() -> None:
    """A policy without an Allow lets nothing through, and one with an Allow beside a Deny of something else does."""
    deny = {"Effect": "Deny", "Principal": "*", "Action": "ecr:PutImage", "Resource": "*"}
    allow = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
    only, both = well.document(deny), well.document(deny, allow)
    assert causes(well.healthy(replace(well.interface("ecr.dkr"), policy=Known(only)))) == {
        Cause.ENDPOINT_POLICY_DENIES
    }
    assert causes(well.healthy(replace(well.interface("ecr.dkr"), policy=Known(both)))) == set()


def test_exec_and_application_do_not_stop_the_start() -> None:
    """A missing endpoint for ECS Exec or for the application fails the proof under its own step; the task starts."""
    task = replace(well.task(), aws_services=("sqs",))
    service = replace(well.service(), exec_enabled=_ON)
    found = proved(well.healthy(task, service, well.task_role({"Effect": "Allow", "Action": "*", "Resource": "*"})))
    assert (found.starts, found.verdict) == (Verdict.HOLDS, Verdict.FAILS)
    assert {step for finding in found.findings for step in finding.steps} == {
        StepName.EXEC_CHANNEL,
        StepName.APPLICATION,
    }


def test_two_faults_are_found_at_once() -> None:
    """Every step is judged on its own evidence, so a fault in an early step hides none in a later one."""
    world = well.healthy(well.tasks_group(well.to_endpoints(), well.to_files()), well.execution_role(*well.pull()))
    found = causes(world.without(Endpoint, well.interface("ecr.api").id))
    assert {Cause.ENDPOINT_MISSING, Cause.TASK_GROUP_EGRESS, Cause.ACTION_NOT_ALLOWED} <= found


def test_without_a_service_nothing_is_decided() -> None:
    """A world without anything that runs a task is unknown, and one that runs an unknown task definition too."""
    assert prove(well.healthy().without(Service, well.SERVICE)).verdict is Verdict.UNKNOWN
    lost = proved(well.healthy().without(TaskDefinition, well.TASK))
    assert (lost.starts, lost.sealed) == (Verdict.UNKNOWN, Verdict.HOLDS)


def test_order_of_rules_in_a_group_is_nothing() -> None:
    """The same rules in another order give the same proof."""
    rules = (well.to_endpoints(), well.to_s3(), well.to_files())
    first, second = proved(well.healthy(well.tasks_group(*rules))), proved(well.healthy(well.tasks_group(*rules[::-1])))
    assert (first.verdict, first.findings) == (second.verdict, second.findings)
    assert causes(well.healthy(well.tasks_group(well.to_s3(), well.to_files()))) != set()


def test_order_of_acl_entries_is_everything() -> None:
    """An entry that denies stops packets with a lower number than the one that allows, and not with a higher one."""
    allow = [well.entry(way, 100) for way in Direction]
    before = well.acl(*allow, *(well.entry(way, 50, allow=False) for way in Direction))
    behind = well.acl(*allow, *(well.entry(way, 200, allow=False) for way in Direction))
    assert causes(well.healthy(before)) == {Cause.NETWORK_ACL_BLOCKS}
    assert causes(well.healthy(behind)) == set()


def test_region_that_is_none_leaves_the_start_open() -> None:
    """Host names follow from the Region: without a real one nobody knows what starts, and the seal is still judged."""
    for region in ("", "narnia-1"):
        setting = replace(well.service().setting, region=region)
        found = proved(well.healthy(replace(well.service(), setting=setting)))
        assert (found.starts, found.sealed, found.findings) == (Verdict.UNKNOWN, Verdict.HOLDS, ())
        assert not any("crashed" in why.reason for why in found.open)
