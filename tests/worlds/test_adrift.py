"""A part of a template that nobody can place may belong to anything of its kind, and is not lost."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from sealane.verdicts.verdict import Verdict
from tests.worlds.mutants.losses import losses
from tests.worlds.mutants.river import world_in
from tests.worlds.sources import SOURCES
from tests.worlds.test_mutants import mended, verdicts
from tests.worlds.wounds.everything import WOUNDS

PARTS = [
    ("a default route to a working NAT gateway", "RouteRtbPublic0.RouteTableId"),
    ("a default route to i-nat, which forwards", "EntryAclMainEgress100.NetworkAclId"),
    ("a default route to i-nat, which forwards", "AttachmentIgw1.InternetGatewayId"),
    ("a default route to eni-nat, which forwards", "AddressEniNat.NetworkInterfaceId"),
    ("a load balancer that faces the internet", "InboundSgAlb0.GroupId"),
    ("the VPC asks public name servers", "OptionsOfVpcMain.VpcId"),
    ("DNS Firewall blocks a name", "GuardsVpcMainRslvr-frg-1.FirewallRuleGroupId"),
    ("the key is disabled", "Key11111111222233334444555555555555.Enabled"),
]


@pytest.mark.parametrize(("wound", "part"), PARTS)
def test_part_that_nobody_can_place_heals_nothing(wound: str, part: str, tmp_path: Path) -> None:
    """With the owner of one part decided only by a deployment, what failed because of it is not known."""
    text = SOURCES["cloudformation"].render(WOUNDS[wound].broken, tmp_path).document
    (loss,) = (one for one in losses("cloudformation", text) if one.what == f"value {part}")
    before, after = verdicts(partial(world_in, text)), verdicts(partial(world_in, loss.document))
    assert Verdict.FAILS in next(iter(before.values()))
    assert not mended(before, after)
    assert Verdict.UNKNOWN in next(iter(after.values()))
