"""What may keep a call from being answered, by where it went.

What a name resolves to with and without an endpoint in use:
https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
S3 through a gateway endpoint keeps its public addresses:
https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
"""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms.outlook import Against, Outlook, Reason
from sealane.diagnosis.symptoms.symptom import Place, Symptom
from sealane.verdicts.cause import Cause
from sealane.verdicts.observation import Failure

POLICIES: Final = (
    Cause.ACTION_NOT_ALLOWED,
    Cause.RESOURCE_NOT_ALLOWED,
    Cause.CONDITION_NOT_MET,
    Cause.EXPLICITLY_DENIED,
    Cause.BOUNDARY_DENIES,
    Cause.ORGANISATION_DENIES,
    Cause.ENDPOINT_POLICY_DENIES,
    Cause.REPOSITORY_POLICY_DENIES,
    Cause.SECRET_POLICY_DENIES,
    Cause.BUCKET_POLICY_DENIES,
    Cause.KEY_NOT_USABLE,
    Cause.KEY_POLICY_DENIES,
)
STORED: Final = (
    Cause.IMAGE_MISSING,
    Cause.IMAGE_PLATFORM_MISMATCH,
    Cause.SECRET_MISSING,
    Cause.LOG_GROUP_MISSING,
)
NAMES: Final = (Cause.NAMES_CUSTOM_SERVER, Cause.VPC_DNS_OFF, Cause.NAMES_OVERRIDDEN)
WAYS: Final = (Cause.NO_PUBLIC_ADDRESS, Cause.NO_WAY_OUT, Cause.NAT_HAS_NO_WAY_OUT)
_ENDPOINT_NAMES: Final = (Cause.ENDPOINT_MISSING, Cause.ENDPOINT_PRIVATE_DNS_OFF, Cause.ENDPOINT_ELSEWHERE)
FILTERS: Final = (Cause.TASK_GROUP_EGRESS, Cause.NETWORK_ACL_BLOCKS)
NETWORK: Final = (
    *_ENDPOINT_NAMES,
    Cause.ENDPOINT_GROUP_INGRESS,
    Cause.GATEWAY_ENDPOINT_NOT_ROUTED,
    *NAMES,
    *FILTERS,
    *WAYS,
    Cause.FORWARDER_BLOCKS,
)
_UNANSWERED: Final = Against(reason=Reason.NO_ANSWER, causes=(*POLICIES, *STORED))


def to_interface_endpoint(symptom: Symptom, *also: Cause) -> Outlook:
    """Judge a call that an interface endpoint should have carried; `also` are causes of this step alone."""
    special = _not_dropped(symptom, *also)
    possible: tuple[Cause, ...]
    if special is not None:
        return special
    if symptom.place is Place.PRIVATE:
        possible = (Cause.ENDPOINT_GROUP_INGRESS, *FILTERS, Cause.NAMES_OVERRIDDEN, Cause.FORWARDER_BLOCKS)
        away = (*_ENDPOINT_NAMES, Cause.VPC_DNS_OFF, Cause.NAMES_CUSTOM_SERVER, *WAYS)
        return Outlook(
            possible=(*possible, *also),
            reason=Reason.PRIVATE_ADDRESS,
            against=(Against(reason=Reason.PRIVATE_ADDRESS, causes=away), _UNANSWERED),
        )
    if symptom.place is Place.PUBLIC:
        possible = (Cause.ENDPOINT_MISSING, Cause.NO_PUBLIC_ADDRESS, *_ENDPOINT_NAMES[1:], Cause.VPC_DNS_OFF)
        further = (Cause.NAMES_CUSTOM_SERVER, *WAYS[1:], *also, *FILTERS, Cause.NAMES_OVERRIDDEN)
        into = Against(reason=Reason.PUBLIC_ADDRESS, causes=(Cause.ENDPOINT_GROUP_INGRESS,))
        return Outlook(
            possible=(*possible, *further, Cause.FORWARDER_BLOCKS),
            reason=Reason.PUBLIC_ADDRESS,
            against=(into, _UNANSWERED),
        )
    # The order in which public reports confirm them: tests/cases/symptoms/reports.json.
    possible = (Cause.ENDPOINT_MISSING, Cause.NO_PUBLIC_ADDRESS, Cause.TASK_GROUP_EGRESS)
    further = (Cause.ENDPOINT_GROUP_INGRESS, Cause.ENDPOINT_PRIVATE_DNS_OFF, Cause.NETWORK_ACL_BLOCKS)
    rest = (Cause.ENDPOINT_ELSEWHERE, *NAMES, Cause.NAT_HAS_NO_WAY_OUT, Cause.NO_WAY_OUT, Cause.FORWARDER_BLOCKS)
    return Outlook(possible=(*possible, *further, *rest, *also), reason=Reason.NO_ANSWER, against=(_UNANSWERED,))


def to_gateway_endpoint(symptom: Symptom, *also: Cause) -> Outlook:
    """Judge a call to S3, whose address is public also when a gateway endpoint carries it."""
    special = _not_dropped(symptom, *also)
    if special is not None:
        return special
    if symptom.place is Place.PRIVATE:
        away = (Cause.GATEWAY_ENDPOINT_NOT_ROUTED, Cause.ENDPOINT_MISSING, *WAYS)
        return Outlook(
            possible=(Cause.ENDPOINT_GROUP_INGRESS, *FILTERS, Cause.NAMES_OVERRIDDEN, *also),
            reason=Reason.PRIVATE_ADDRESS,
            against=(Against(reason=Reason.PRIVATE_ADDRESS, causes=away), _UNANSWERED),
        )
    possible = (Cause.GATEWAY_ENDPOINT_NOT_ROUTED, Cause.ENDPOINT_MISSING, *FILTERS, *also, *WAYS)
    return Outlook(
        possible=(*possible, Cause.ENDPOINT_GROUP_INGRESS, *NAMES, Cause.FORWARDER_BLOCKS),
        reason=Reason.S3_ADDRESS if symptom.place is Place.PUBLIC else Reason.NO_ANSWER,
        against=(_UNANSWERED,),
    )


def to_outside(symptom: Symptom, *also: Cause) -> Outlook:
    """Judge a call to a host that no endpoint serves."""
    special = _not_dropped(symptom, *also)
    if special is not None:
        return special
    none = (*_ENDPOINT_NAMES, Cause.ENDPOINT_GROUP_INGRESS, Cause.GATEWAY_ENDPOINT_NOT_ROUTED)
    return Outlook(
        possible=(*also, *WAYS, *FILTERS, Cause.FORWARDER_BLOCKS),
        reason=Reason.NO_ENDPOINT_EXISTS,
        against=(Against(reason=Reason.NO_ENDPOINT_EXISTS, causes=none), _UNANSWERED),
    )


def _not_dropped(symptom: Symptom, *also: Cause) -> Outlook | None:
    """Judge a call that failed otherwise than by silence; `None` for silence."""
    if symptom.failure is Failure.NAME:
        return _no_name(symptom, *also)
    if symptom.failure in {Failure.REFUSED, Failure.RESET, Failure.CERTIFICATE}:
        # Security groups and network ACLs drop without a word, and a missing route gives none back either.
        # https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
        silent = (Cause.ENDPOINT_GROUP_INGRESS, *FILTERS, *WAYS)
        return Outlook(
            possible=(Cause.NAMES_OVERRIDDEN, Cause.FORWARDER_BLOCKS, *also),
            reason=Reason.SOMETHING_ANSWERED,
            against=(Against(reason=Reason.SOMETHING_ANSWERED, causes=silent), _UNANSWERED),
        )
    return None


def _no_name(symptom: Symptom, *also: Cause) -> Outlook:
    """Judge a name that nobody resolved: a public name resolves without any endpoint, and no packet was sent to it."""
    away: tuple[Cause, ...] = (
        *_ENDPOINT_NAMES,
        Cause.ENDPOINT_GROUP_INGRESS,
        Cause.GATEWAY_ENDPOINT_NOT_ROUTED,
        *WAYS,
    )
    possible: tuple[Cause, ...]
    if symptom.says("no such host"):
        possible = (Cause.NAMES_OVERRIDDEN, Cause.NAMES_CUSTOM_SERVER, Cause.VPC_DNS_OFF, *also)
        away = (*away, *FILTERS)
    else:
        possible = (Cause.NAMES_CUSTOM_SERVER, Cause.VPC_DNS_OFF, *FILTERS, Cause.NAMES_OVERRIDDEN, *also)
    return Outlook(
        possible=possible,
        reason=Reason.NO_NAME,
        against=(Against(reason=Reason.NO_NAME, causes=away), _UNANSWERED),
    )
