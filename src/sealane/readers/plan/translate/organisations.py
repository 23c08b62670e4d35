"""Policies of an organisation that the source attaches to an account itself.

What stands above the account is not in Terraform of one account; it is assumed, and a proof says so.
https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sealane.grammar.managed_policies import managed_policy
from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import Kind
from sealane.readers.plan.resource import Resource
from sealane.readers.plan.translate.documents import document_of
from sealane.world.gaps import Gap, Noun
from sealane.world.policies import Organisation, OrganisationLevel, Policy
from sealane.world.values import Known, Origin, Unknown

_POLICY: Final = Kind("organisation-policy", ("aws_organizations_policy",), frozenset({"id"}), ("id",))
_FULL_ACCESS_ID: Final = "p-FullAWSAccess"
_OPEN: Final = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
_TYPES: Final = {"SERVICE_CONTROL_POLICY": "scps", "RESOURCE_CONTROL_POLICY": "rcps"}


def translate(estate: Estate) -> Iterator[Organisation | Gap]:
    """Yield, for each account, the policies that are attached to it, and a gap for each that may be."""
    found: dict[str, dict[str, list[Policy]]] = {}
    origins: dict[str, Origin] = {}
    policies = {resource.address: resource for resource in estate.managed("aws_organizations_policy")}
    for resource in estate.managed("aws_organizations_policy_attachment"):
        account, key = resource.literal("target_id"), estate.key(resource, "policy_id", _POLICY)
        policy = policies.get(key.value) if isinstance(key, Known) else None
        if key == Known(_FULL_ACCESS_ID):
            continue
        if not account.isdecimal() or policy is None or not policy.decided("type"):
            # One that is attached to a unit or root, as much as one of which nobody knows where, may bind the account.
            yield Gap(noun=Noun.ORGANISATIONS, why=Unknown(f"{resource.address} may bind the account"))
            continue
        kind = _TYPES.get(policy.literal("type") or "SERVICE_CONTROL_POLICY")
        if kind:
            found.setdefault(account, {}).setdefault(kind, []).append(_policy(estate, policy))
            origins.setdefault(account, estate.origin(resource))
    for account, kinds in found.items():
        yield Organisation(
            id=account,
            origin=origins[account],
            scps=Known(_levels(account, kinds.get("scps", []))),
            rcps=Known(_levels(account, kinds.get("rcps", []))),
        )


def _levels(account: str, policies: list[Policy]) -> tuple[OrganisationLevel, ...]:
    """Return the account's level; AWS's own policy that allows everything is attached wherever nobody took it away."""
    if not policies:
        return ()
    full = managed_policy("FullAWSAccess") or _OPEN
    whole = Policy(id="FullAWSAccess", origin=policies[0].origin, name=Known("FullAWSAccess"), document=Known(full))
    return (OrganisationLevel(name=account, policies=(whole, *policies)),)


def _policy(estate: Estate, resource: Resource) -> Policy:
    return Policy(
        id=resource.address,
        origin=estate.origin(resource),
        name=resource.text("name"),
        document=document_of(estate, resource, "content"),
    )
