"""Messages that tell no address: the world tells where the packets must go, and accepted ones prove less there."""

from __future__ import annotations

import pytest

from sealane.diagnosis.evidence.sign import SignKind
from sealane.diagnosis.evidence.targets import targets_of
from sealane.diagnosis.evidence.weighing import signs_of
from sealane.diagnosis.possible import possible
from sealane.diagnosis.symptoms.read import read
from sealane.records import replace
from sealane.startup.step import StepName
from sealane.verdicts.cause import Cause
from sealane.world.endpoints import Endpoint
from sealane.world.flows import Flow, FlowAction
from sealane.world.stores import MountTarget
from sealane.world.values import Known
from sealane.world.world import World
from tests.unit.diagnosis.evidence.witness import ENDPOINTS, INSIDE, TASK, flow, logs, reply
from tests.worlds.healthy import healthy

ACCEPT, REJECT = FlowAction.ACCEPTED, FlowAction.REJECTED
LOGS = (
    "ResourceInitializationError: failed to validate logger args: The task cannot find the Amazon CloudWatch log group "
    "defined in the task definition. There is a connection issue between the task and Amazon CloudWatch. Check your "
    "network configuration. : signal: killed"
)
MOUNT = (
    "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: Mount attempt 1/3 "
    "failed due to timeout after 15 sec, wait 0 sec before next attempt. b'mount.nfs4: mount system call failed' : "
    "unsuccessful EFS utils command execution; code: 32"
)


def addressed(world: World) -> World:
    """Return a world whose interface endpoints and mount targets have addresses."""
    endpoints = (
        replace(one, addresses=(("subnet-a", INSIDE if key == "vpce-logs" else "10.0.0.78"),))
        for key, one in world.table(Endpoint).items()
        if key != "vpce-s3"
    )
    targets = (replace(one, address=Known(INSIDE)) for one in world.table(MountTarget).values())
    return world.with_facts(*endpoints, *targets)


def test_the_addresses_are_those_of_the_one_step() -> None:
    """A message of one step leads to its endpoint or mount targets, one of several to none."""
    world = addressed(healthy())
    assert targets_of(read(LOGS), world).addresses == {INSIDE}
    assert targets_of(read(LOGS), None).addresses == frozenset()
    mounts = targets_of(read(MOUNT), world)
    assert (set(mounts.addresses), mounts.port) == ({INSIDE}, 2049)
    several = read("ResourceInitializationError: unable to pull secrets or registry auth")
    assert StepName.SECRETS in several.steps
    assert targets_of(several, world).addresses == frozenset()
    assert targets_of(read(LOGS.replace("validate logger args", "pull the image")), healthy()).addresses == frozenset()


@pytest.mark.parametrize(
    "records",
    [(flow(ACCEPT),), (flow(ACCEPT), reply()), (flow(ACCEPT, interface=ENDPOINTS),)],
    ids=["left", "answered", "arrived"],
)
def test_accepted_packets_to_one_of_several_addresses_rule_nothing_out(records: tuple[Flow, ...]) -> None:
    """The endpoint may have an address in another zone, to which the attempt went that failed."""
    signs = signs_of(read(LOGS), TASK, logs(*records), addressed(healthy()))
    assert [(one.towards, one.away) for one in signs] == [((), ())]


def test_a_rejected_packet_counts_wherever_the_endpoint_is() -> None:
    """It was on its way to the right place, so names are right."""
    (sign,) = signs_of(read(LOGS), TASK, logs(flow(REJECT)), addressed(healthy()))
    assert sign.kind is SignKind.REJECTED_LEAVING
    assert {Cause.ENDPOINT_MISSING, Cause.NAMES_OVERRIDDEN} <= set(sign.away)


def test_a_mount_is_looked_for_at_its_own_port() -> None:
    """Packets to 2049 are those of the file system, and packets to 443 are not."""
    symptom, world = read(MOUNT), addressed(healthy())
    signs = signs_of(symptom, TASK, logs(flow(REJECT, target_port=2049, interface=ENDPOINTS)), world)
    assert [one.kind for one in signs] == [SignKind.REJECTED_ARRIVING]
    causes = [one.cause for one in possible(symptom, signs).causes]
    assert causes == [Cause.EFS_GROUP_INGRESS, Cause.NETWORK_ACL_BLOCKS]
    assert Cause.ENDPOINT_GROUP_INGRESS not in {*signs[0].towards, *signs[0].away}
    assert signs_of(symptom, TASK, logs(flow(REJECT, target_port=443)), world) == ()
