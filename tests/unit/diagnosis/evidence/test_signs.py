"""What each record of a log says of a message, and what it must not be taken for."""

from __future__ import annotations

import time

import pytest

from sealane.diagnosis.diagnosis import Diagnosis
from sealane.diagnosis.evidence.sign import SignKind, Use
from sealane.diagnosis.evidence.weighing import signs_of, weighed
from sealane.diagnosis.possible import possible
from sealane.diagnosis.symptoms.read import outlook_of, read
from sealane.records import replace
from sealane.startup.step import StepName
from sealane.verdicts.cause import Cause
from sealane.world.flows import Flow, FlowAction, FlowStatus
from sealane.world.stopped_tasks import StoppedTask
from sealane.world.trail_events import TrailEvent
from sealane.world.values import Origin
from tests.unit.diagnosis.evidence.witness import (
    BEGAN,
    ENDED,
    ENDPOINTS,
    INSIDE,
    OUTSIDE,
    SESSION,
    TASK,
    call,
    flow,
    logs,
    reply,
    silence,
)

TIMEOUT = (
    "ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from "
    "Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration. "
    'RequestError: send request failed caused by: Post "https://api.ecr.us-east-1.amazonaws.com/": dial tcp '
    f"{INSIDE}:443: i/o timeout"
)
PUBLIC = TIMEOUT.replace(INSIDE, OUTSIDE)
S3 = (
    "CannotPullContainerError: ref pull has been retried 5 time(s): failed to copy: httpReadSeeker: failed open: "
    'failed to do request: Get "https://prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com/1?x": dial tcp '
    f"{OUTSIDE}:443: i/o timeout"
)
BARE = "ResourceInitializationError: unable to pull secrets or registry auth"
NO_NAME = (
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable "
    "to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed caused "
    'by: Post "https://api.ecr.us-east-1.amazonaws.com/": dial tcp: lookup api.ecr.us-east-1.amazonaws.com: i/o timeout'
)
NO_POLICY = (
    f"User: {SESSION} is not authorized to perform: secretsmanager:GetSecretValue on resource: "
    "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf because no identity-based policy allows the "
    "secretsmanager:GetSecretValue action"
)
INTO, ACL, OUT = Cause.ENDPOINT_GROUP_INGRESS, Cause.NETWORK_ACL_BLOCKS, Cause.TASK_GROUP_EGRESS
ACCEPT, REJECT = FlowAction.ACCEPTED, FlowAction.REJECTED
ELSEWHERE = flow(REJECT, 9, interface="eni-0ccccccccccccccc3", source="10.0.0.200", target="10.0.0.201")


def heard(message: str, *records: Flow | TrailEvent, task: StoppedTask = TASK) -> Diagnosis:
    """Diagnose a message with logs."""
    symptom = read(message)
    return possible(symptom, signs_of(symptom, task, logs(*records)))


def causes(diagnosis: Diagnosis) -> list[Cause]:
    """Return the possible causes in their order."""
    return [one.cause for one in diagnosis.causes]


def away(diagnosis: Diagnosis) -> set[Cause]:
    """Return what is ruled out."""
    return {one.cause for one in diagnosis.ruled_out}


def kinds(diagnosis: Diagnosis) -> list[SignKind]:
    """Return what the logs were found to say."""
    return [one.kind for one in diagnosis.signs]


def test_a_packet_rejected_as_it_leaves_points_at_the_tasks_side() -> None:
    """The name was right and the endpoint's group was never asked; the same packet accepted says the contrary."""
    found = heard(TIMEOUT, flow())
    assert kinds(found) == [SignKind.REJECTED_LEAVING]
    assert causes(found)[:2] == [OUT, ACL]
    assert {INTO, Cause.NAMES_OVERRIDDEN} <= away(found)
    assert OUT in away(heard(TIMEOUT, flow(ACCEPT)))
    assert INTO in causes(heard(TIMEOUT, flow(ACCEPT)))


def test_a_packet_rejected_at_the_endpoint_points_at_its_group() -> None:
    """It came that far, so the task's group let it out; let in there, the endpoint's group is right."""
    found = heard(TIMEOUT, flow(interface=ENDPOINTS))
    assert kinds(found) == [SignKind.REJECTED_ARRIVING]
    assert (causes(found)[0], OUT in away(found)) == (INTO, True)
    assert Cause.EFS_GROUP_INGRESS not in {*found.signs[0].towards, *found.signs[0].away}
    arrived = heard(TIMEOUT, flow(ACCEPT, interface=ENDPOINTS))
    assert {INTO, OUT} <= away(arrived)
    assert ACL in causes(arrived)


def test_an_answer_rejected_on_its_way_back_points_at_the_network_acl() -> None:
    """Groups let every answer pass, so only rules without memory reject it."""
    found = heard(TIMEOUT, flow(ACCEPT), reply(REJECT))
    assert SignKind.REJECTED_RETURNING in kinds(found)
    assert (causes(found)[0], {INTO, OUT} <= away(found)) == (ACL, True)


def test_an_answer_that_came_back_rules_filters_out() -> None:
    """Groups are ruled out; network ACLs only where the log is one that shows rejected packets and left nothing out."""
    answered = (flow(ACCEPT), reply())
    alone = heard(TIMEOUT, *answered)
    assert {INTO, OUT} <= away(alone)
    assert ACL in causes(alone)
    assert ACL in away(heard(TIMEOUT, *answered, ELSEWHERE))
    holed = heard(TIMEOUT, *answered, ELSEWHERE, silence(FlowStatus.SKIPPED))
    assert (ACL in causes(holed), SignKind.RECORDS_SKIPPED in kinds(holed)) == (True, True)


def test_a_public_address_is_rejected_as_it_should_be() -> None:
    """A group that lets only endpoints pass rejects public addresses: the name is wrong, and not the group."""
    assert causes(heard(PUBLIC, flow(target=OUTSIDE))) == causes(heard(PUBLIC))
    assert causes(heard(S3, flow(target=OUTSIDE)))[:2] == [OUT, ACL]
    assert causes(heard(S3))[0] is Cause.GATEWAY_ENDPOINT_NOT_ROUTED


@pytest.mark.parametrize(
    "record",
    [
        flow(target="10.0.0.78"),
        flow(target_port=80),
        flow(protocol=17),
        flow(interface="eni-0ccccccccccccccc3", source="10.0.0.10"),
        flow(flags=1),
        flow(reason="BPA"),
        flow(interface=ENDPOINTS, began=BEGAN - 900, ended=BEGAN - 840),
        flow(interface=ENDPOINTS, began=0, ended=0),
    ],
    ids=["address", "port", "UDP", "other task", "closing", "not a filter", "before it", "no time"],
)
def test_records_of_something_else_say_nothing(record: Flow) -> None:
    """Another address, port, protocol or task, the end of a connection, and another time are no signs."""
    assert heard(TIMEOUT, record).signs == ()
    assert causes(heard(TIMEOUT, record)) == causes(heard(TIMEOUT))


def test_a_rejection_beside_an_answer_says_nothing() -> None:
    """AWS rejects what comes after a connection was closed, so one that was answered was not rejected."""
    assert SignKind.REJECTED_LEAVING not in kinds(heard(TIMEOUT, flow(), flow(ACCEPT), reply()))


def test_without_an_interface_in_the_log_the_end_is_not_told() -> None:
    """A format that leaves the interface out shows that packets were rejected, and not where."""
    found = heard(TIMEOUT, flow(interface=""))
    assert kinds(found) == [SignKind.REJECTED_BETWEEN]
    assert {INTO, OUT, ACL} <= set(causes(found))
    assert causes(heard(TIMEOUT, flow(interface=""), task=replace(TASK, address=""))) == causes(heard(TIMEOUT))


def test_a_task_that_the_format_names_is_known_by_it() -> None:
    """The field of ECS tells the task where nothing else does."""
    unknown = replace(TASK, interface="", address="")
    assert kinds(heard(TIMEOUT, flow(task=TASK.id), task=unknown)) == [SignKind.REJECTED_LEAVING]
    assert heard(TIMEOUT, flow(), task=unknown).signs == ()


def test_silence_counts_only_where_the_log_vouches_for_it() -> None:
    """No packet in the whole life of the task, in a log of all packets, leaves names; any doubt leaves everything."""
    accepted = replace(ELSEWHERE, action=ACCEPT)
    sure = heard(NO_NAME, silence(), ELSEWHERE, accepted)
    assert (kinds(sure), ACL in away(sure), causes(sure)[0]) == (
        [SignKind.NOTHING_SENT],
        True,
        Cause.NAMES_CUSTOM_SERVER,
    )
    late = silence(began=BEGAN + 120)
    for doubtful in ((silence(), ELSEWHERE), (silence(), accepted), (late, ELSEWHERE, accepted), ()):
        assert ACL in causes(heard(NO_NAME, *doubtful))
    assert heard(TIMEOUT, silence(), ELSEWHERE, accepted).signs == ()
    assert SignKind.NOTHING_SENT not in kinds(heard(NO_NAME, silence(), flow(ACCEPT), ELSEWHERE, accepted))


def test_a_denial_that_cloudtrail_has_names_the_step_and_the_policy() -> None:
    """A message that tells nothing is told by the answer that AWS gave this very task."""
    found = heard(BARE, call("secretsmanager:GetSecretValue", "AccessDenied", NO_POLICY))
    assert found.symptom.steps == (StepName.SECRETS, StepName.REGISTRY_CREDENTIALS)
    assert causes(found)[0] is Cause.ACTION_NOT_ALLOWED
    assert {Cause.ENDPOINT_MISSING, OUT, INTO} <= away(found)
    assert causes(heard(BARE))[0] is Cause.ENDPOINT_MISSING


@pytest.mark.parametrize(
    ("record", "first"),
    [
        (call("kms:Decrypt", "AccessDenied"), Cause.KEY_NOT_USABLE),
        (call("secretsmanager:GetSecretValue", "ResourceNotFoundException"), Cause.SECRET_MISSING),
        (call("secretsmanager:GetSecretValue", "VpceAccessDenied", at_endpoint=True), Cause.ENDPOINT_POLICY_DENIES),
    ],
)
def test_each_answer_points_to_its_cause(record: TrailEvent, first: Cause) -> None:
    """A key, a secret that is not there and the policy of an endpoint are each named first."""
    found = heard(BARE, record)
    assert causes(found)[0] is first
    assert Cause.ENDPOINT_MISSING in away(found)


def test_a_token_that_came_leaves_the_other_steps() -> None:
    """A login is one call; a secret that came says nothing of the next one."""
    assert StepName.REGISTRY_LOGIN not in heard(BARE, call()).symptom.steps
    assert heard(BARE, call("secretsmanager:GetSecretValue")).symptom.steps == heard(BARE).symptom.steps
    assert causes(heard(BARE, call())) == causes(heard(BARE))
    killed = heard(f"{BARE}: pull command failed: : signal: killed", call())
    assert (killed.signs[0].use, StepName.REGISTRY_LOGIN in killed.symptom.steps) == (Use.HEEDED, False)
    assert [one.use for one in heard(TIMEOUT, call()).signs] == [Use.CONTRADICTED]
    secret = call("secretsmanager:GetSecretValue", "AccessDenied")
    denied = heard(f"{BARE}: pull command failed: : signal: killed", secret)
    assert (denied.signs[0].use, denied.symptom.steps) == (Use.CONTRADICTED, heard(BARE).symptom.steps)


def test_an_answer_to_one_attempt_says_nothing_of_the_silence_after_another() -> None:
    """The message says that no answer came, so a recorded answer is told and heeded by nobody."""
    found = heard(TIMEOUT, call(code="AccessDenied"))
    assert [one.use for one in found.signs] == [Use.CONTRADICTED]
    assert causes(found) == causes(heard(TIMEOUT))


def test_a_call_of_somebody_else_says_nothing() -> None:
    """Another session of the same role is another task; the same request is this one, whoever made it."""
    other = SESSION[:-1] + "0"
    assert heard(BARE, call(code="AccessDenied", principal=other)).signs == ()
    denied = (
        f"{BARE}: AccessDeniedException: User: x is not authorized, RequestID: 11111111-2222-3333-4444-555555555555"
    )
    request = "11111111-2222-3333-4444-555555555555"
    assert heard(denied, call(code="AccessDenied", principal=other, request=request)).signs != ()
    assert heard(f"{BARE}: User: {other} is not authorized", call(code="AccessDenied", principal=other)).signs != ()


def test_times_of_either_form_are_read() -> None:
    """The AWS CLI writes a time as a number or as a text."""
    record = flow(interface=ENDPOINTS)
    numbers = replace(TASK, began=f"{BEGAN}.5", at=str(ENDED))
    assert kinds(heard(TIMEOUT, record, task=numbers)) == kinds(heard(TIMEOUT, record))
    assert heard(TIMEOUT, record, task=replace(TASK, at="soon")).signs == ()


def test_calls_bring_back_nothing_and_outvote_nothing() -> None:
    """A denial beside a message that rules policies out, and beside a record that does, makes no policy possible."""
    missing = f"{BARE}: ResourceNotFoundException: Secrets Manager can't find the specified secret."
    denied = call("secretsmanager:GetSecretValue", "AccessDenied", NO_POLICY)
    absent = call("secretsmanager:GetSecretValue", "ResourceNotFoundException")
    for message, records in ((missing, (denied,)), (BARE, (denied, absent))):
        symptom = read(message)
        outlook, signs = weighed(symptom, outlook_of(symptom), signs_of(symptom, TASK, logs(*records)))
        assert len(signs) == len(records)
        assert Cause.ACTION_NOT_ALLOWED not in outlook.possible
        assert outlook.possible[0] is Cause.SECRET_MISSING
    assert causes(heard(BARE, denied))[0] is Cause.ACTION_NOT_ALLOWED


def test_records_are_told_in_one_order() -> None:
    """However files and lines are mixed, the same things are said in the same order, each with its first place."""
    records = (
        call("secretsmanager:GetSecretValue", "AccessDenied", NO_POLICY),
        call("kms:Decrypt", "AccessDenied"),
        call("secretsmanager:GetSecretValue", "VpceAccessDenied", at_endpoint=True),
        call(origin=Origin("event", "b.json", 2)),
        call(origin=Origin("event", "a.json", 1)),
    )
    found = heard(BARE, *records)
    assert heard(BARE, *reversed(records)) == found
    assert [one.origin.file for one in found.signs if one.kind is SignKind.CALL_SUCCEEDED] == ["a.json"]


def test_a_long_log_takes_as_long_as_it_is() -> None:
    """Twenty thousand records of other tasks and of this one are weighed in a moment, each thing said once."""
    many = [flow(ACCEPT, line, source_port=line) for line in range(1, 10_001)]
    many += [replace(ELSEWHERE, source_port=line) for line in range(1, 10_001)]
    began = time.process_time()
    found = heard(TIMEOUT, *many)
    assert kinds(found) == [SignKind.LEFT]
    assert time.process_time() - began < 5
