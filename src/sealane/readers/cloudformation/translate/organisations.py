"""Service and resource control policies."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.cloudformation.estate import Resource
from sealane.readers.cloudformation.fields import fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.finding import Finding
from sealane.world.gaps import Gap, Noun
from sealane.world.policies import Organisation, OrganisationLevel, Policy
from sealane.world.values import Known, Unknown, Value

_POLICY = "AWS::Organizations::Policy"
_SCP, _RCP = "SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"
# Every level starts with a policy that allows everything:
# https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
_FULL_ACCESS = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'


def organisations(holdings: Holdings) -> Iterator[Finding]:
    """Yield the policies that bind the stack's own account; one bound to a unit or root may bind it too.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-organizations-policy.html
    """
    account = holdings.setting.account
    binding: dict[str, list[Policy]] = {_SCP: [], _RCP: []}
    origin = None
    for resource in holdings.of(_POLICY):
        fields = fields_of(resource, holdings)
        kind, targets = fields.text("Type"), fields.texts("TargetIds")
        if isinstance(kind, Known) and kind.value not in binding:
            continue
        sure = isinstance(targets, Known) and isinstance(account, Known) and isinstance(kind, Known)
        if sure and isinstance(targets, Known) and isinstance(account, Known) and account.value in targets.value:
            binding[kind.value if isinstance(kind, Known) else _SCP].append(_policy(resource, holdings))
            origin = origin or resource.origin
        elif targets != Known(()):
            why = Unknown(f"{resource.key} may bind the account through its unit")
            yield Gap(noun=Noun.ORGANISATIONS, why=why)
    if origin is not None and isinstance(account, Known):
        yield Organisation(id=account.value, origin=origin, scps=_levels(binding[_SCP]), rcps=_levels(binding[_RCP]))


def _policy(resource: Resource, holdings: Holdings) -> Policy:
    fields = fields_of(resource, holdings)
    document = fields.document("Content")
    return Policy(id=resource.key, origin=resource.origin, name=fields.text("Name"), document=document)


def _levels(policies: list[Policy]) -> Value[tuple[OrganisationLevel, ...]]:
    if not policies:
        return Known(())
    full = Policy(
        id="FullAWSAccess", origin=policies[0].origin, name=Known("FullAWSAccess"), document=Known(_FULL_ACCESS)
    )
    return Known((OrganisationLevel(name="account", policies=(full, *policies)),))
