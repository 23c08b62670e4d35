"""What a user accepts no longer counts, and hides nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sealane.errors import InputError
from sealane.verdicts.acceptance import Acceptance, fits, weigh
from sealane.verdicts.acceptance_file import acceptances_in, accepted_cause
from sealane.verdicts.cause import Cause
from sealane.verdicts.check import Check, Subject
from sealane.verdicts.verdict import Verdict
from sealane.world.values import Origin, Unknown
from tests.unit.report.proof import proofs

TODAY = date(2026, 1, 1)
NAT = Acceptance(cause=Cause.INTERNET_BY_NAT, because="so be it")
LEAKING = proofs.proof(proofs.leaking(), proofs.healthy("aws_ecs_service.b"))


def test_an_accepted_leak_no_longer_counts() -> None:
    """The proof holds for the one who accepts, and the seal stays what it is; without it the proof fails."""
    weighed = weigh(LEAKING, (NAT,), TODAY)
    assert weighed.verdict is Verdict.HOLDS
    assert weighed.proof.verdict is Verdict.FAILS
    assert weighed.accepting(LEAKING.services[0].findings[0]) is NAT
    assert weigh(LEAKING, (), TODAY).verdict is Verdict.FAILS


def test_another_cause_or_origin_is_not_covered() -> None:
    """An acceptance covers its cause at its origins only, and one that covers nothing is named."""
    for other in (replace(NAT, cause=Cause.INTERNET_BY_IPV6), replace(NAT, origin="aws_nat_gateway.*")):
        weighed = weigh(LEAKING, (other,), TODAY)
        assert (weighed.verdict, weighed.unmatched) == (Verdict.FAILS, (other,))
    assert weigh(LEAKING, (replace(NAT, origin="module.edge.*"),), TODAY).unmatched == ()


def test_the_last_day_counts_and_the_next_does_not() -> None:
    """An acceptance holds through its day; afterwards the finding counts again and the acceptance is named."""
    until = replace(NAT, until=TODAY)
    assert weigh(LEAKING, (until,), TODAY).verdict is Verdict.HOLDS
    late = weigh(LEAKING, (until,), date(2026, 1, 2))
    assert (late.verdict, late.expired, late.unmatched) == (Verdict.FAILS, (until,), ())


def test_one_of_two_findings_is_not_enough() -> None:
    """A service with a finding that nobody accepts fails as before."""
    both = replace(
        proofs.closed(), sealed=Verdict.FAILS, findings=(*proofs.closed().findings, *proofs.leaking().findings)
    )
    assert weigh(proofs.proof(both), (NAT,), TODAY).verdict is Verdict.FAILS
    egress = Acceptance(cause=Cause.TASK_GROUP_EGRESS, because="so be it")
    assert weigh(proofs.proof(both), (NAT, egress), TODAY).verdict is Verdict.HOLDS


def test_what_fails_without_a_finding_cannot_be_accepted() -> None:
    """A step or a seal that fails and that no finding explains keeps the service failing."""
    steps = replace(proofs.leaking(), starts=Verdict.FAILS, steps=proofs.closed().steps)
    assert weigh(proofs.proof(steps), (NAT,), TODAY).verdict is Verdict.FAILS
    look = Check(subject=Subject.TASK, verdict=Verdict.FAILS, origin=Origin("x"), blocks=(_wall(Cause.SUBNET_FULL),))
    placed = replace(proofs.leaking(), placement=(look,))
    assert weigh(proofs.proof(placed), (NAT,), TODAY).verdict is Verdict.FAILS


def test_what_was_hidden_behind_a_failure_is_asked_again() -> None:
    """A service that would be undecided without the accepted finding is undecided with it, and does not hold."""
    unclear = replace(proofs.leaking(), open=(Unknown("nobody knows"),))
    assert weigh(proofs.proof(unclear), (NAT,), TODAY).verdict is Verdict.UNKNOWN
    starts = replace(proofs.leaking(), starts=Verdict.UNKNOWN)
    assert weigh(proofs.proof(starts), (NAT,), TODAY).verdict is Verdict.UNKNOWN


def test_what_is_unknown_cannot_be_accepted() -> None:
    """No acceptance turns an unknown or an empty proof into one that holds."""
    assert weigh(proofs.proof(proofs.unclear()), (NAT,), TODAY).verdict is Verdict.UNKNOWN
    assert weigh(proofs.proof(), (NAT,), TODAY).verdict is Verdict.UNKNOWN


def test_brackets_of_an_address_mean_themselves() -> None:
    """A pattern knows `*` and `?`, and everything else is itself."""
    assert fits('module.net["a"].*', 'module.net["a"].aws_nat_gateway.this')
    assert not fits('module.net["a"].*', 'module.net["b"].aws_nat_gateway.this')
    assert not fits("aws_nat_gateway.[ab]", "aws_nat_gateway.a")
    assert fits("aws_nat_gateway.?", "aws_nat_gateway.a")
    assert not fits("aws_nat_gateway.?", "aws_nat_gateway.ab")


GOOD = """
accept:
  - cause: internet-by-nat
    origin: "module.edge.*"
    because: until the provider has PrivateLink
    until: 2026-12-31
  - {cause: single-zone, because: a test account}
"""


def test_a_file_is_read_with_its_places() -> None:
    """Each entry becomes an acceptance that knows its line; what is left out has its default."""
    first, second = acceptances_in(GOOD, "a.yaml")
    assert (first.cause, first.origin, first.until) == (Cause.INTERNET_BY_NAT, "module.edge.*", date(2026, 12, 31))
    assert first.place is not None
    assert (first.place.file, first.place.line) == ("a.yaml", 3)
    assert (second.origin, second.until) == ("*", None)
    assert acceptances_in("", "a.yaml") == ()


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("accept:\n  - cause: internet-by-nta\n    because: x\n", "unknown-cause", 2),
        ("accept:\n  - cause: internet-by-nat\n", "acceptance-incomplete", 2),
        ("accept:\n  - because: x\n", "acceptance-incomplete", 2),
        ("accept:\n  - cause: single-zone\n    because: ' '\n", "acceptance-wrong-type", 3),
        ("accept:\n  - cause: single-zone\n    because: 7\n", "acceptance-wrong-type", 3),
        ("accept:\n  - cause: single-zone\n    because: x\n    until: soon\n", "acceptance-no-date", 4),
        ("accept:\n  - cause: single-zone\n    because: x\n    untli: 2026-01-01\n", "acceptance-unknown-key", 4),
        ("accept: single-zone\n", "acceptance-wrong-type", 1),
        ("accept: [single-zone]\n", "acceptance-wrong-type", 1),
        ("version: 2\naccept: []\n", "acceptance-version", 1),
        ("- cause: single-zone\n", "acceptance-not-a-mapping", 0),
        ("accept: [\n", "spec-syntax", 2),
    ],
)
def test_a_wrong_file_is_refused_at_its_line(text: str, code: str, line: int) -> None:
    """Each mistake is one problem with its code and place."""
    with pytest.raises(InputError) as caught:
        acceptances_in(text, "a.yaml")
    assert [problem.code for problem in caught.value.problems] == [code]
    place = caught.value.problems[0].place
    assert place is not None
    assert (place.file, place.line) == ("a.yaml", line)


def test_the_nearest_cause_is_offered() -> None:
    """A code with a slip is answered with the one that was meant; a right one is taken."""
    assert accepted_cause("single-zone") is Cause.SINGLE_ZONE
    with pytest.raises(InputError) as caught:
        accepted_cause("endpoint-mising")
    assert "did you mean `endpoint-missing`?" in caught.value.problems[0].what


def _wall(cause: Cause) -> proofs.Wall:
    return proofs.Wall(cause=cause, origin=Origin("x"))
