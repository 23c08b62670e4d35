"""Every change that a finding offers is applied to its wound, and the world then holds."""

from __future__ import annotations

import pytest

from sealane.fixes.change import combined
from sealane.fixes.offer import proposal_for
from sealane.proof.prove import prove
from sealane.report.fixes import fix_of
from sealane.verdicts.cause import ADVICE, Cause
from sealane.verdicts.verdict import Verdict
from sealane.world.network_acls import NetworkAcl
from tests.worlds.wounds.everything import WOUNDS

# What no small change of the estate surely mends: what is missing must be made or pushed by its owner, a Deny is
# somebody's decision, and a zone or a registry is not sealane's to choose.
WITHOUT = {
    Cause.NAMES_OVERRIDDEN,
    Cause.NO_WAY_OUT,
    Cause.REGISTRY_NOT_PRIVATE,
    Cause.IMAGE_OTHER_REGION,
    Cause.IMAGE_MISSING,
    Cause.PULL_THROUGH_CACHE_UPSTREAM,
    Cause.FOREIGN_LAYERS,
    Cause.EXPLICITLY_DENIED,
    Cause.BOUNDARY_DENIES,
    Cause.ORGANISATION_DENIES,
    Cause.SECRET_POLICY_DENIES,
    Cause.BUCKET_POLICY_DENIES,
    Cause.EFS_POLICY_DENIES,
    Cause.SECRET_MISSING,
    Cause.SECRET_OTHER_REGION,
    Cause.ZONE_NOT_OFFERED,
    Cause.SUBNET_FULL,
}


@pytest.mark.parametrize("name", WOUNDS)
def test_what_is_offered_heals(name: str) -> None:
    """Where every finding of a wound has an offer, the offers together make the world hold; each can be worded."""
    world = WOUNDS[name].broken
    (wounded,) = prove(world).services
    offers = [proposal_for(finding, wounded, world) for finding in wounded.findings]
    made = [offer for offer in offers if offer is not None]
    for offer in made:
        worded = fix_of(offer)
        assert worded.terraform or worded.cli
    if len(made) == len(offers):
        (healed,) = prove(combined(made).applied(world)).services
        assert healed.findings == ()
        assert (healed.verdict, healed.open) == (Verdict.HOLDS, ())
    else:
        assert wounded.verdict is Verdict.FAILS


def test_causes_have_offers() -> None:
    """Every cause has an offer in some wound, but for those that are named here, which have none in any."""
    offered = set()
    for wound in WOUNDS.values():
        (wounded,) = prove(wound.broken).services
        for finding in wounded.findings:
            if finding.cause not in offered and proposal_for(finding, wounded, wound.broken) is not None:
                offered.add(finding.cause)
    assert set(Cause) - offered == WITHOUT | ADVICE


def test_entries_of_an_acl_have_numbers_of_their_own() -> None:
    """Whatever is added to a network ACL together, AWS takes it: no number stands twice in one direction."""
    several = 0
    blocked = [one for one in WOUNDS.values() if any(it.cause is Cause.NETWORK_ACL_BLOCKS for it in one.expected)]
    for wound in blocked:
        (wounded,) = prove(wound.broken).services
        offers = [proposal_for(finding, wounded, wound.broken) for finding in wounded.findings]
        for change in combined(offer for offer in offers if offer is not None).changes:
            if isinstance(change.after, NetworkAcl):
                numbers = [(one.direction, one.number) for one in change.after.entries]
                assert len(numbers) == len(set(numbers)), wound.name
                several += len(numbers) > len(wound.broken.table(NetworkAcl)[change.after.id].entries) + 1
    assert several
