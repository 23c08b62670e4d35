"""A message and a proof together: every wound of the healthy world is named, and what either rules out is dropped."""

from __future__ import annotations

import pytest

from sealane.diagnosis.diagnosis import Diagnosis
from sealane.diagnosis.joining import joined
from sealane.diagnosis.symptoms.outlook import Reason
from sealane.diagnosis.symptoms.read import outlook_of, read
from sealane.diagnosis.unseen import unseen
from sealane.proof.prove import prove
from sealane.records import replace
from sealane.startup.step import StepName
from sealane.verdicts.cause import Cause
from sealane.verdicts.proof import ServiceProof, StepVerdict
from sealane.verdicts.verdict import Verdict
from sealane.world.values import Known, Unread
from sealane.world.world import World
from tests.unit.diagnosis.told import first_failure, message_of
from tests.worlds.healthy import healthy, repository
from tests.worlds.wounds.everything import WOUNDS

RANGES = ("10.0.0.0/16",)


def _proof(world: World) -> ServiceProof:
    (service,) = prove(world).services
    return service


def _failing() -> dict[str, tuple[ServiceProof, StepVerdict]]:
    """Return the wounds that stop a step of the start; a few of them show first in a step that is not theirs alone."""
    found = {}
    for name, one in WOUNDS.items():
        proof = _proof(one.broken)
        failed = first_failure(proof)
        if failed is not None:
            found[name] = proof, failed
    return found


FAILING = _failing()
HEALTHY = _proof(healthy())


def _diagnosed(name: str) -> tuple[Diagnosis, Cause]:
    proof, failed = FAILING[name]
    assert failed.cause is not None
    return joined(read(message_of(failed)), proof, RANGES), failed.cause


@pytest.mark.parametrize("name", FAILING)
def test_the_wound_is_named_first(name: str) -> None:
    """The message of the wound's first failed step, joined with the proof, gives the wound's cause first, proved."""
    diagnosis, cause = _diagnosed(name)
    assert [one.cause for one in diagnosis.causes[:1]] == [cause], [one.cause for one in diagnosis.causes]
    assert diagnosis.proved
    assert cause not in {one.cause for one in diagnosis.ruled_out}
    assert diagnosis.step_now is Verdict.FAILS


@pytest.mark.parametrize("length", [90, 120, 160, 255])
def test_a_cut_message_rules_the_wound_out_nowhere(length: int) -> None:
    """However early a message is cut, the wound is first as soon as its step is told, and it is never ruled out."""
    for name, (proof, failed) in FAILING.items():
        message = message_of(failed)
        symptom = read(message if len(message) <= length else f"{message[:length]}...")
        diagnosis = joined(symptom, proof, RANGES)
        assert failed.cause not in {one.cause for one in diagnosis.ruled_out}, name
        if failed.step.name in symptom.steps:
            assert [one.cause for one in diagnosis.causes[:1]] == [failed.cause], name


@pytest.mark.parametrize("name", FAILING)
def test_the_healthy_world_explains_no_message(name: str) -> None:
    """Of the same message in a world where all is well nothing is claimed, and the step is said to work now."""
    _, failed = FAILING[name]
    diagnosis = joined(read(message_of(failed)), HEALTHY, RANGES)
    assert not diagnosis.proved
    assert all(one.finding is None for one in diagnosis.causes)
    if diagnosis.step_now is Verdict.HOLDS:
        assert diagnosis.causes == ()
        assert set(outlook_of(diagnosis.symptom).possible) <= {one.cause for one in diagnosis.ruled_out}


def test_a_message_rules_out_what_the_proof_has() -> None:
    """A private address in the message drops a missing endpoint that the world has by now, and says why."""
    proof, failed = FAILING["no endpoint for ecr.api"]
    inside = message_of(failed).replace("52.94.10.20", "10.0.0.77")
    diagnosis = joined(read(inside), proof, RANGES)
    assert not diagnosis.proved
    away = {one.cause: one for one in diagnosis.ruled_out if one.finding}
    assert away[Cause.ENDPOINT_MISSING].reason is Reason.PRIVATE_ADDRESS
    assert joined(read(message_of(failed)), proof, RANGES).causes[0].cause is Cause.ENDPOINT_MISSING


def test_public_addresses_that_the_vpc_uses_itself_are_inside() -> None:
    """The ranges of the VPC tell where an address is, so that a VPC of public ranges is not taken for the internet."""
    proof, failed = FAILING["the endpoints' group lets in over UDP"]
    message = message_of(failed).replace("10.0.0.77", "20.10.1.141")
    assert joined(read(message), proof, ("20.10.0.0/16",)).causes[0].cause is Cause.ENDPOINT_GROUP_INGRESS
    assert not joined(read(message), proof, RANGES).proved


def test_a_start_that_came_further_rules_out_earlier_faults() -> None:
    """A pull that failed means that the login worked, so a login that fails now is not the cause of this message."""
    proof, _ = FAILING["no endpoint for ecr.api"]
    _, pulling = FAILING["no endpoint for ecr.dkr"]
    diagnosis = joined(read(message_of(pulling)), proof, RANGES)
    passed = [one for one in diagnosis.ruled_out if one.reason is Reason.PASSED]
    assert [one.cause for one in passed] == [Cause.ENDPOINT_MISSING]
    assert diagnosis.step_now is Verdict.HOLDS
    assert diagnosis.later == ()


def test_what_would_stop_the_next_start_is_told() -> None:
    """A fault of a later step is no cause of this message and is told as the next thing to repair."""
    one, other, whole = WOUNDS["no endpoint for ecr.api"].broken, WOUNDS["the tag is not there"].broken, healthy()
    changed = [
        fact
        for kind, table in other.tables.items()
        for fact in table.values()
        if fact not in whole.table(kind).values()
    ]
    proof = _proof(one.with_facts(*changed))
    failed = first_failure(proof)
    assert failed is not None
    diagnosis = joined(read(message_of(failed)), proof, RANGES)
    assert diagnosis.causes[0].cause is Cause.ENDPOINT_MISSING
    assert [later.cause for later in diagnosis.later] == [Cause.IMAGE_MISSING]


def test_placement_is_joined_without_a_step() -> None:
    """A message about the network interface is joined with what the proof says of the subnets."""
    message = "Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-0a1b2c3d'"
    diagnosis = joined(read(message), _proof(WOUNDS["no subnet has a free address"].broken), RANGES)
    assert diagnosis.causes[0].cause is Cause.SUBNET_FULL
    assert diagnosis.proved
    assert joined(read(message), HEALTHY, RANGES).causes[0].finding is None


def test_the_step_of_the_message_is_the_step_of_the_cause() -> None:
    """Each cause says of which step it is."""
    diagnosis, _ = _diagnosed("no endpoint for logs")
    assert {one.step for one in diagnosis.causes} == {StepName.LOG_STREAM}


def test_what_the_proof_could_not_see_is_not_ruled_out() -> None:
    """Where nobody tells an image's platform the message alone is believed; where it is told and fits, nothing is."""
    message = "CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/arm64'"
    (image,) = repository().images.value  # type: ignore[union-attr]  # it is known
    blind = healthy(replace(repository(), images=Known((replace(image, platforms=Unread("a single manifest")),))))
    for world, causes in ((healthy(), []), (blind, [Cause.IMAGE_PLATFORM_MISMATCH])):
        (proof,) = prove(world).services
        diagnosis = joined(read(message), proof, unseen=unseen(world))
        assert [one.cause for one in diagnosis.causes] == causes
        assert diagnosis.proved is bool(causes)
        assert (Cause.IMAGE_PLATFORM_MISMATCH in {one.cause for one in diagnosis.ruled_out}) is not bool(causes)
