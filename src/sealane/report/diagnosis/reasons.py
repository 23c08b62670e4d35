"""What in the evidence points to a cause or away from it, as clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.diagnosis.symptoms.outlook import Reason
from sealane.verdicts.observation import Failure

if TYPE_CHECKING:
    from sealane.diagnosis.symptoms.symptom import Symptom

_TOWARDS: Final = {
    Reason.PUBLIC_ADDRESS: "{host} resolved to the public address {address}, so no endpoint's private name is in use",
    Reason.PRIVATE_ADDRESS: "{host} resolved to {address}, inside of the network, and nothing there answered",
    Reason.NO_ANSWER: "no answer came from {host}, and the message does not tell the address",
    Reason.NO_NAME: "the name {host} was not resolved",
    Reason.SOMETHING_ANSWERED: "something answered at {address}, and it was not the service",
    Reason.AWS_ANSWERED: "AWS answered and said no, so the network works",
    Reason.POLICY_NAMED: "the message names the kind of policy that denied it",
    Reason.SAID: "the message says so",
    Reason.ONE_STEP: "the message tells what failed, and not how",
    Reason.NO_ENDPOINT_EXISTS: "{host} is none of AWS's hosts, and no endpoint leads there",
    Reason.S3_ADDRESS: "{host} has public addresses with and without a gateway endpoint, and nothing answered",
    Reason.PROVED: "it stands in the way of this step as the world is now",
    Reason.FLOW_LOG: "the flow log points there",
    Reason.TRAIL: "CloudTrail has AWS's answer",
}
_AWAY: Final = {
    Reason.PUBLIC_ADDRESS: "the packet went to the public address {address} and so to no endpoint",
    Reason.PRIVATE_ADDRESS: "{host} resolved to {address}, inside of the network, so its private name is in use",
    Reason.NO_ANSWER: "no answer came, so nothing was asked of a policy or a store",
    Reason.NO_NAME: "the name was not resolved, so no packet was sent to it",
    Reason.SOMETHING_ANSWERED: "something answered, and what drops packets does so in silence",
    Reason.AWS_ANSWERED: "AWS answered",
    Reason.POLICY_NAMED: "the message names another kind of policy",
    Reason.SAID: "the message names another cause",
    Reason.NO_ENDPOINT_EXISTS: "no endpoint leads to {host}",
    Reason.PASSED: "the start came further than that",
    Reason.PROVED: "it does not stand in the way of this step as the world is now",
    Reason.HOLDS: "this step works as the world is now",
    Reason.FLOW_LOG: "the flow log shows otherwise",
    Reason.TRAIL: "CloudTrail shows that the call reached AWS",
}
_FAILURES: Final = {
    Failure.TIMEOUT: "no answer",
    Failure.REFUSED: "connection refused",
    Failure.UNREACHABLE: "unreachable",
    Failure.RESET: "connection closed",
    Failure.NAME: "name not resolved",
    Failure.CERTIFICATE: "wrong certificate",
    Failure.DENIED: "access denied",
    Failure.ABSENT: "not found",
    Failure.INVALID: "not valid",
    Failure.OTHER: "failed",
}


def towards(reason: Reason, symptom: Symptom) -> str:
    """Say why the evidence points to a cause."""
    return _TOWARDS.get(reason, "it fits the message").format(**_places(symptom))


def away(reason: Reason, symptom: Symptom) -> str:
    """Say why the evidence points away from a cause."""
    return _AWAY.get(reason, "it does not fit the message").format(**_places(symptom))


def failure_words(failure: Failure | None) -> str:
    """Say how a call failed."""
    return _FAILURES[failure] if failure is not None else "failed"


def _places(symptom: Symptom) -> dict[str, str]:
    return {"host": symptom.host or "the service", "address": symptom.address or "an address"}
