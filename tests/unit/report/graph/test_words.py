"""What is written on a drawing: short where there is little room, and never another meaning."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sealane.drawing.arrows import Arrow
from sealane.drawing.carriers import Carrier, CarrierKind
from sealane.drawing.outside import Outside, OutsideKind
from sealane.drawing.subnets import Exposure, SubnetBox
from sealane.report.graph.words import Words
from sealane.verdicts.cause import Cause
from sealane.verdicts.verdict import Verdict
from tests.unit.drawing.pictures import drawn
from tests.worlds import healthy as well

_CARRIER = Carrier(
    key="a",
    kind=CarrierKind.INTERFACE_ENDPOINT,
    name="ecr.api",
    outside=Outside(kind=OutsideKind.SERVICE, name="ecr.api"),
)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ('module.network["eu.west"].module.vpc.aws_subnet.private["a"]', 'aws_subnet.private["a"]'),
        ("module.network.aws_subnet.private[0]", "aws_subnet.private[0]"),
        ("aws_subnet.module", "aws_subnet.module"),
        ("module.", "module."),
        ("subnet-0a1b", "subnet-0a1b"),
    ],
)
def test_subnet_is_called_by_its_address_within_its_module(name: str, shown: str) -> None:
    """Modules in front of a Terraform address are left out, and nothing of any other name."""
    box = SubnetBox(key="a", name=name, cidr="10.0.0.0/24", exposure=Exposure.PUBLIC)
    assert Words().subnet(box) == (shown, "10.0.0.0/24  \u00b7  public")


def test_what_is_missing_is_not_called_by_its_name_alone() -> None:
    """A carrier that is there has its name, one that is not says so, and so does one that nobody knows of."""
    words = Words()
    assert words.chip(_CARRIER, "10.0.0.5") == ("ecr.api", "10.0.0.5")
    assert words.chip(replace(_CARRIER, absent=True)) == ("no endpoint for ecr.api", "")
    assert words.chip(replace(_CARRIER, unsure=True)) == ("not known: endpoint for ecr.api", "")


def test_arrow_names_the_first_cause_and_counts_the_others() -> None:
    """An arrow has its step, how often, whose it is, and what breaks it first; one that holds has no cause."""
    (frame,) = drawn(well.healthy()).vpcs
    causes = (Cause.TASK_GROUP_EGRESS, Cause.NETWORK_ACL_BLOCKS)
    arrow = Arrow(
        groups=(0,), carrier="a", verdict=Verdict.FAILS, steps=((0, 1), (0, 2)), name="secrets", causes=causes
    )
    words = Words()
    assert words.arrow(arrow, frame) == ("secrets \u00d72", "task-group-egress and 1 more")
    assert words.arrow(replace(arrow, accepted=True), frame)[1] == "task-group-egress and 1 more (accepted)"
    assert words.arrow(replace(arrow, verdict=Verdict.HOLDS, causes=()), frame)[1] == ""
    two = replace(frame, groups=(*frame.groups, replace(frame.groups[0], names=("other", "third"))))
    assert words.arrow(replace(arrow, groups=(1,)), two)[0] == "secrets \u00d72  \u00b7  other and 1 more"
    assert words.arrow(replace(arrow, groups=(0, 1)), two)[0] == "secrets \u00d72  \u00b7  all of 2 boxes"
