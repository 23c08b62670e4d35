"""From a denial to what stands in the way: one block for each layer whose removal would end it."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.proof.blocks.permissions import LayerDenies, Need, RoleLacks, RoleNotAssumable
from sealane.proof.requests import Asked
from sealane.verdicts.cause import Cause
from sealane.verdicts.judgement import Effect, Judgement, Layer, Mismatch
from sealane.verdicts.trace import Block
from sealane.world.policies import Role
from sealane.world.values import Origin

# The resource's own policy, by the service that the action belongs to.
_OF_RESOURCE = {
    "ecr": Cause.REPOSITORY_POLICY_DENIES,
    "secretsmanager": Cause.SECRET_POLICY_DENIES,
    "s3": Cause.BUCKET_POLICY_DENIES,
    "elasticfilesystem": Cause.EFS_POLICY_DENIES,
    "kms": Cause.KEY_POLICY_DENIES,
}
_OF_LAYER = {
    Layer.BOUNDARY: Cause.BOUNDARY_DENIES,
    Layer.SESSION: Cause.BOUNDARY_DENIES,
    Layer.SCP: Cause.ORGANISATION_DENIES,
    Layer.RCP: Cause.ORGANISATION_DENIES,
    Layer.ENDPOINT: Cause.ENDPOINT_POLICY_DENIES,
    Layer.KEY: Cause.KEY_POLICY_DENIES,
}
_LACKING = {
    Mismatch.CONDITION: Cause.CONDITION_NOT_MET,
    Mismatch.RESOURCE: Cause.RESOURCE_NOT_ALLOWED,
}


def blocks_of(asked: Asked, action: str) -> Iterator[Block]:
    """Yield what stands in the way of a denied request."""
    need = Need(action=action, resource=str(asked.target.text))
    judged = {layer: [j for j in asked.decision.judgements if j.layer is layer] for layer in Layer}
    for layer in asked.decision.blocked_by:
        if layer is Layer.IDENTITY and asked.identity is not None:
            yield from _of_identity(judged[layer], asked.identity.role, need)
        elif layer is Layer.TRUST:
            yield RoleNotAssumable(which="", name=asked.target.name, origin=asked.target.origin or _nowhere(asked))
        else:
            yield _of_layer(layer, judged[layer], asked, need)


def _of_identity(judged: list[Judgement], role: Role, need: Need) -> Iterator[Block]:
    """A Deny of the role's own policies stands in the way, or that no Allow reaches; or both."""
    denying = _denying(judged)
    if denying:
        yield LayerDenies(
            cause=Cause.EXPLICITLY_DENIED,
            origin=role.origin,
            layer=Layer.IDENTITY,
            subject_name=role.id,
            needs=(need,),
            statements=denying,
            role=role,
        )
    if all(one.allow is False for one in judged):
        yield RoleLacks(cause=_lacking(judged, need), role=role, needs=(need,))


def _lacking(judged: list[Judgement], need: Need) -> Cause:
    """Return how near the nearest Allow comes."""
    missed = {
        statement.mismatch
        for judgement in judged
        for statement in judgement.statements
        if statement.effect is Effect.ALLOW and statement.applies is False
    }
    if need.action.lower().startswith("kms:"):
        return Cause.KEY_NOT_USABLE
    return next((cause for mismatch, cause in _LACKING.items() if mismatch in missed), Cause.ACTION_NOT_ALLOWED)


def _of_layer(layer: Layer, judged: list[Judgement], asked: Asked, need: Need) -> Block:
    service = need.action.partition(":")[0]
    cause = _OF_RESOURCE.get(service, Cause.EXPLICITLY_DENIED) if layer is Layer.RESOURCE else _OF_LAYER[layer]
    endpoint, identity = asked.way.endpoint, asked.identity
    if layer is Layer.ENDPOINT and endpoint is not None:
        origin, name = endpoint.origin, endpoint.id
    elif layer in {Layer.RESOURCE, Layer.KEY, Layer.RCP}:
        origin, name = asked.target.origin or _nowhere(asked), asked.target.name
    else:
        origin, name = (identity.role.origin, identity.role.id) if identity else (_nowhere(asked), "")
    return LayerDenies(
        cause=cause,
        origin=origin,
        layer=layer,
        subject_name=name,
        needs=(need,),
        statements=_denying(judged),
        role=identity.role if identity else None,
    )


def _denying(judged: list[Judgement]) -> tuple[str, ...]:
    return tuple(
        f"{statement.policy} {statement.statement}".strip()
        for judgement in judged
        for statement in judgement.statements
        if statement.effect is Effect.DENY and statement.applies is True
    )


def _nowhere(asked: Asked) -> Origin:
    return Origin(str(asked.target.text))
