"""The identity card of `organisation-denies`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.ORGANISATION_DENIES,
    title="A service or resource control policy of the organisation stops the call",
    means=(
        (
            "Service control policies (SCP) bound what the accounts of an organisation may do, resource "
            "control policies (RCP) who may use their resources."
        ),
        "Each level from the root to the account must allow, and none may deny.",
    ),
    evidence=("a level of the organisation has no SCP that allows the call, or an SCP or RCP denies it",),
    shown=(
        (
            "AccessDeniedException: User: … is not authorized to perform: … with an explicit deny in a "
            "service control policy"
        ),
    ),
    change="ask the organisation's administrators to except the role or the action",
    cli="aws organizations list-policies-for-target --target-id ACCOUNT --filter SERVICE_CONTROL_POLICY",
    links=(
        "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html",
        "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html",
    ),
)
