"""From one object of a policy's `Statement` to a statement, element by element.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
"""

from __future__ import annotations

from collections.abc import Mapping

from sealane.authorization.conditions.block import read_condition
from sealane.authorization.conditions.key_test import ConditionTest, Quantifier
from sealane.authorization.conditions.null import NullTest
from sealane.authorization.elements.action import ActionElement, read_actions
from sealane.authorization.elements.principal import PrincipalElement, read_principals
from sealane.authorization.elements.resource import ResourceElement, read_resources
from sealane.authorization.json_values import NotUnderstood, is_object, known, listed, texts_of
from sealane.authorization.statement import Statement
from sealane.verdicts.judgement import Effect, Layer

_ELEMENTS = frozenset(
    {
        *("Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction"),
        *("Resource", "NotResource", "Condition"),
    },
)
_EFFECTS = {"Allow": Effect.ALLOW, "Deny": Effect.DENY}
# Policies attached to a resource; a statement that names none means that resource, as in ECR repository policies:
# https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html
_OF_RESOURCES = frozenset({Layer.RESOURCE, Layer.TRUST, Layer.KEY})
_WITH_PRINCIPAL = _OF_RESOURCES | {Layer.RCP, Layer.ENDPOINT}


def read_statement(raw: object, *, name: str, layer: Layer, variables: bool) -> Statement:
    """Read one statement of a policy of a layer.

    Raises:
        ValueError: when any part of it is not as AWS documents it.

    """
    if not is_object(raw):
        message = "a statement is not an object"
        raise NotUnderstood(message)
    if not raw.keys() <= _ELEMENTS:
        stranger = min(str(key) for key in raw if key not in _ELEMENTS)
        message = f"{stranger!r} is not an element of a statement"
        raise NotUnderstood(message)
    known(raw.get("Effect"), "Effect")
    effect = effect_of(raw)
    if effect is Effect.UNCLEAR:
        message = "Effect is neither Allow nor Deny"
        raise NotUnderstood(message)
    condition = read_condition(raw["Condition"], variables=variables) if "Condition" in raw else ()
    action = _action(raw)
    resource = _resource(raw, layer, variables=variables)
    principal = _principal(raw, layer, effect)
    anywhere = resource is None or (resource.everything and not resource.inverted)
    return Statement(
        name=name,
        effect=effect,
        action=action,
        resource=None if anywhere else resource,
        principal=principal,
        condition=condition,
        names_arn=bool(condition) and any(_names_arn(test) for test in condition),
        unconditional=anywhere and not condition and (principal is None or principal.everyone),
    )


def _names_arn(test: ConditionTest | NullTest) -> bool:
    """Tell whether a test lets through only principals whose ARN it gives, not all but those."""
    if not isinstance(test, ConditionTest) or test.lookup != "aws:principalarn":
        return False
    return test.quantifier is Quantifier.SINGLE and not test.negated and not test.if_exists


def effect_of(raw: object) -> Effect:
    """Return the effect of a statement as far as it can be read."""
    effect = raw.get("Effect") if is_object(raw) else None
    return _EFFECTS.get(effect, Effect.UNCLEAR) if isinstance(effect, str) else Effect.UNCLEAR


def _one_of(raw: Mapping[str, object], name: str, opposite: str) -> tuple[object, bool] | None:
    """Return an element or its opposite, and whether it is the opposite."""
    if name in raw:
        if opposite in raw:
            message = f"a statement has both {name} and {opposite}"
            raise NotUnderstood(message)
        return raw[name], False
    return (raw[opposite], True) if opposite in raw else None


def _action(raw: Mapping[str, object]) -> ActionElement:
    found = _one_of(raw, "Action", "NotAction")
    if found is None:
        message = "a statement has neither Action nor NotAction"
        raise NotUnderstood(message)
    return read_actions(texts_of(listed(found[0]), "Action"), inverted=found[1])


def _resource(raw: Mapping[str, object], layer: Layer, *, variables: bool) -> ResourceElement | None:
    found = _one_of(raw, "Resource", "NotResource")
    if found is None:
        if layer in _OF_RESOURCES:
            return None
        message = "a statement has neither Resource nor NotResource"
        raise NotUnderstood(message)
    if layer is Layer.TRUST:
        message = "a trust policy has no Resource"
        raise NotUnderstood(message)
    return read_resources(texts_of(listed(found[0]), "Resource"), inverted=found[1], variables=variables)


def _principal(raw: Mapping[str, object], layer: Layer, effect: Effect) -> PrincipalElement | None:
    found = _one_of(raw, "Principal", "NotPrincipal")
    if (found is not None) != (layer in _WITH_PRINCIPAL):
        message = f"a statement of a policy of layer {layer} must {'not ' if found else ''}have a Principal"
        raise NotUnderstood(message)
    if found is None:
        return None
    element, inverted = known(found[0], "Principal"), found[1]
    if inverted and (effect is Effect.ALLOW or layer in {Layer.TRUST, Layer.RCP}):
        message = "NotPrincipal is only for Deny, and neither for trust policies nor for resource control policies"
        raise NotUnderstood(message)
    if layer is Layer.RCP and element != "*":
        message = "the Principal of a resource control policy is `*` and nothing else"
        raise NotUnderstood(message)
    return read_principals(element, inverted=inverted)
