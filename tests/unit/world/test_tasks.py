"""Facts about a task that answer for themselves."""

from __future__ import annotations

from sealane.world.tasks import LogConfiguration
from sealane.world.values import Known, Origin, Unknown


def test_an_option_is_known_or_known_to_be_absent() -> None:
    """An option that is not written is an empty text, not an unknown."""
    log = LogConfiguration(driver="awslogs", options=Known((("awslogs-group", "/x"),)))
    assert log.option("awslogs-group") == Known("/x")
    assert log.option("awslogs-region") == Known("")


def test_options_that_are_unknown_hide_every_option() -> None:
    """When the options are undecided, so is each of them."""
    hidden = Unknown("decided by a variable")
    assert LogConfiguration(driver="awslogs", options=hidden).option("awslogs-group") == hidden


def test_an_origin_shows_file_and_line_when_it_has_them() -> None:
    """An origin from a file is rendered with its place, one from an account without."""
    assert str(Origin("aws_vpc.main", "network.tf", 3)) == "aws_vpc.main (network.tf:3)"
    assert str(Origin("vpc-1")) == "vpc-1"
