"""What may have made AWS answer no: policies, or that something is not there.

Which policy a denial names: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
"""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms.network_outlook import NETWORK, POLICIES
from sealane.diagnosis.symptoms.outlook import Against, Outlook, Reason
from sealane.diagnosis.symptoms.symptom import Symptom
from sealane.verdicts.cause import Cause
from sealane.verdicts.judgement import Layer

_ROLE: Final = (Cause.ACTION_NOT_ALLOWED, Cause.RESOURCE_NOT_ALLOWED, Cause.CONDITION_NOT_MET)
_ABOVE: Final = (Cause.EXPLICITLY_DENIED, Cause.BOUNDARY_DENIES, Cause.ORGANISATION_DENIES)
_LAYERS: Final[dict[Layer, tuple[Cause, ...]]] = {
    Layer.IDENTITY: _ROLE,
    Layer.BOUNDARY: (Cause.BOUNDARY_DENIES,),
    Layer.SESSION: _ROLE,
    Layer.SCP: (Cause.ORGANISATION_DENIES,),
    Layer.RCP: (Cause.ORGANISATION_DENIES,),
    Layer.ENDPOINT: (Cause.ENDPOINT_POLICY_DENIES,),
}
_REACHED: Final = Against(reason=Reason.AWS_ANSWERED, causes=NETWORK)


def denied(symptom: Symptom, *own: Cause, first: tuple[Cause, ...] = ()) -> Outlook:
    """Judge a denial: `own` are the policies of the resource and its key, `first` what is likelier than the role."""
    named = _by_layer(symptom, own)
    if named:
        return Outlook(possible=named, reason=Reason.POLICY_NAMED, against=(_REACHED,))
    possible = (*first, *_ROLE, *own, Cause.ENDPOINT_POLICY_DENIES, *_ABOVE)
    return Outlook(possible=tuple(dict.fromkeys(possible)), reason=Reason.AWS_ANSWERED, against=(_REACHED,))


def absent(*possible: Cause) -> Outlook:
    """Judge an answer that something is not there: the call arrived and was allowed."""
    return Outlook(
        possible=possible,
        reason=Reason.SAID,
        against=(_REACHED, Against(reason=Reason.AWS_ANSWERED, causes=POLICIES)),
    )


def told(*possible: Cause) -> Outlook:
    """Judge a message that names its cause itself."""
    away = tuple(cause for cause in (*NETWORK, *POLICIES) if cause not in possible)
    return Outlook(possible=possible, reason=Reason.SAID, against=(Against(reason=Reason.SAID, causes=away),))


def _by_layer(symptom: Symptom, own: tuple[Cause, ...]) -> tuple[Cause, ...]:
    """Return the causes of the kind of policy that the message names, none when it names none."""
    layer = symptom.named.layer
    if layer is None:
        return ()
    found = _LAYERS.get(layer, own)
    explicit = symptom.named.explicit and layer in {Layer.IDENTITY, Layer.SESSION, Layer.RESOURCE}
    return (Cause.EXPLICITLY_DENIED, *found) if explicit else found
