"""Laws of evidence: it takes away and puts in order, and no order of it matters."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sealane.diagnosis.evidence.calls import CALLS
from sealane.diagnosis.evidence.weighing import signs_of, weighed
from sealane.diagnosis.joining import joined, placed
from sealane.diagnosis.possible import possible
from sealane.diagnosis.symptoms.read import outlook_of, read
from sealane.records import replace
from sealane.verdicts.cause import Cause
from sealane.world.flows import Flow, FlowAction, FlowStatus
from sealane.world.trail_events import TrailEvent
from tests.cases.symptoms.test_families import MESSAGES
from tests.thoroughness import examples
from tests.unit.diagnosis.evidence.test_signs import BARE, NO_NAME, NO_POLICY, PUBLIC, S3, TIMEOUT
from tests.unit.diagnosis.evidence.witness import (
    ADDRESS,
    ENDPOINTS,
    INSIDE,
    OUTSIDE,
    OWN,
    TASK,
    call,
    flow,
    logs,
    silence,
)
from tests.unit.diagnosis.test_joining import FAILING, RANGES
from tests.unit.diagnosis.told import message_of
from tests.worlds.wounds.everything import WOUNDS

addresses = st.sampled_from([ADDRESS, INSIDE, OUTSIDE, "10.0.0.78", "192.0.2.1"])
ports = st.sampled_from([443, 2049, 40_000])
flows = st.builds(
    flow,
    st.sampled_from(FlowAction),
    st.integers(1, 50),
    interface=st.sampled_from([OWN, ENDPOINTS, ""]),
    source=addresses,
    target=addresses,
    source_port=ports,
    target_port=ports,
    flags=st.sampled_from([None, 1, 2, 18]),
)
silences = st.builds(silence, st.sampled_from([FlowStatus.NO_DATA, FlowStatus.SKIPPED]))
calls = st.builds(
    call,
    st.sampled_from(sorted({action for actions in CALLS.values() for action in actions})),
    st.sampled_from(["", "AccessDenied", "VpceAccessDenied", "ResourceNotFoundException", "ThrottlingException"]),
    st.sampled_from(["", NO_POLICY]),
)
records = st.lists(flows | silences | calls, max_size=8)
messages = st.sampled_from([*MESSAGES, TIMEOUT, PUBLIC, S3, BARE, NO_NAME])


@settings(max_examples=examples(250), deadline=None)
@given(messages, records, st.randoms(use_true_random=False))
def test_evidence_beside_a_message_only_takes_away(
    message: str, found: list[Flow | TrailEvent], order: random.Random
) -> None:
    """Nothing that the message rules out comes back, nothing is both, and the order of records is all one."""
    symptom = read(message)
    plain = possible(symptom)
    heard = possible(symptom, signs_of(symptom, TASK, logs(*found)))
    causes, away = {one.cause for one in heard.causes}, {one.cause for one in heard.ruled_out}
    assert {one.cause for one in plain.ruled_out} <= away
    assert not causes & away
    assert causes or not plain.causes
    outlook, _ = weighed(symptom, outlook_of(symptom), signs_of(symptom, TASK, logs(*found)))
    assert not [cause for cause in outlook.possible if outlook.rules_out(cause)]
    assert len(set(outlook.possible)) == len(outlook.possible)
    packets = possible(symptom, signs_of(symptom, TASK, replace(logs(*found), events=())))
    assert {one.cause for one in packets.causes} <= {one.cause for one in plain.causes}
    shuffled = list(found)
    order.shuffle(shuffled)
    assert possible(symptom, signs_of(symptom, TASK, logs(*shuffled))) == heard


@settings(max_examples=examples(120), deadline=None)
@given(st.sampled_from(sorted(FAILING)), records, st.randoms(use_true_random=False))
def test_evidence_beside_a_proof_only_takes_away(
    name: str, found: list[Flow | TrailEvent], order: random.Random
) -> None:
    """The same holds where the message is joined with the proof of a wounded world."""
    proof, failed = FAILING[name]
    world, symptom = WOUNDS[name].broken, placed(read(message_of(failed)), RANGES)
    plain = joined(symptom, proof, RANGES)
    heard = joined(symptom, proof, RANGES, signs_of(symptom, TASK, logs(*found), world))
    gone = {one.cause for one in plain.ruled_out} - {one.cause for one in plain.causes}
    assert not gone & {one.cause for one in heard.causes}
    assert gone <= {one.cause for one in heard.ruled_out}
    lost = {one.finding for one in plain.causes if one.finding} - {one.finding for one in heard.causes}
    assert lost <= {*heard.later, *(one.finding for one in heard.ruled_out)}
    shuffled = list(found)
    order.shuffle(shuffled)
    assert joined(symptom, proof, RANGES, signs_of(symptom, TASK, logs(*shuffled), world)) == heard


@pytest.mark.parametrize(
    "name", ["the endpoints' group lets in over UDP", "the tasks' group does not let out to the endpoints"]
)
def test_a_proved_cause_is_confirmed_by_its_own_records(name: str) -> None:
    """What the wound does to packets leaves its cause first and proved; the contrary takes it away and is told."""
    proof, failed = FAILING[name]
    into = failed.cause is Cause.ENDPOINT_GROUP_INGRESS
    symptom = placed(read(message_of(failed)), RANGES)
    own, other = flow(interface=ENDPOINTS if into else OWN), flow(interface=OWN if into else ENDPOINTS)
    confirmed = joined(symptom, proof, RANGES, signs_of(symptom, TASK, logs(own)))
    assert (confirmed.causes[0].cause, confirmed.proved) == (failed.cause, True)
    refuted = joined(symptom, proof, RANGES, signs_of(symptom, TASK, logs(other)))
    assert failed.cause in {one.cause for one in refuted.ruled_out}
    assert failed.cause in {one.cause for one in refuted.later}
    assert (refuted.causes, refuted.proved) == ((), False)
    gone = {one.cause for one in joined(symptom, proof, RANGES).ruled_out}
    assert gone <= {one.cause for one in refuted.ruled_out}
