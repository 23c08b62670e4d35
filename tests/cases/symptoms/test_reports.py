"""Messages of public reports, told in our own words, give the cause that their threads confirmed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sealane.diagnosis.possible import possible
from sealane.diagnosis.symptoms.read import read

HERE = Path(__file__).parent
REPORTS = json.loads((HERE / "reports.json").read_text(encoding="utf-8"))
FEWEST = 60
FIRST = 3
# What a message alone does not tell: the place at which the confirmed cause stands, 0 where it stands nowhere, and why.
NOT_RIGHT = {
    "aws/amazon-ecs-agent/issues/1680": (6, "no address in the message; rules of a network ACL are rarely the cause"),
    "civiform/civiform/issues/7648": (13, "a firewall in between looks as every other silence"),
    "docker-archive/compose-cli/issues/1490": (0, "a file system that is not yet ready resets as a closed port does"),
    "AndrewGuenther/fck-nat/issues/99": (13, "a NAT instance that drops looks as a missing endpoint"),
    "aws-samples/aws-modern-application-workshop/issues/149": (0, "the caller may not pass the role: no fault of it"),
}


def _name(report: dict[str, str]) -> str:
    return report["thread"].removeprefix("https://github.com/")


def _place(report: dict[str, str]) -> int:
    """Return at which place the confirmed cause stands among the possible ones; 0 for nowhere."""
    causes = [str(one.cause) for one in possible(read(report["message"])).causes]
    return causes.index(report["confirmed"]) + 1 if report["confirmed"] in causes else 0


def _right(report: dict[str, str]) -> bool:
    if not report["confirmed"]:
        return not possible(read(report["message"])).causes
    return 1 <= _place(report) <= FIRST


def test_there_are_enough_reports() -> None:
    """At least sixty threads, each once for each message."""
    assert len({report["thread"].partition("#")[0] for report in REPORTS}) >= FEWEST
    assert len({report["thread"] for report in REPORTS}) == len(REPORTS)


@pytest.mark.parametrize("report", REPORTS, ids=map(_name, REPORTS))
def test_report_gives_its_confirmed_cause(report: dict[str, str]) -> None:
    """The confirmed cause is among the first three, or none where none of ours was; what is not so is in the table."""
    assert str(read(report["message"]).family) == report["family"]
    if _name(report) in NOT_RIGHT:
        assert not _right(report), "this one is right by now: take it out of the table"
        assert _place(report) == NOT_RIGHT[_name(report)][0]
    else:
        assert _right(report)


def test_the_table_speaks_of_reports() -> None:
    """Nothing is excused that no report is about."""
    assert set(NOT_RIGHT) <= set(map(_name, REPORTS))
