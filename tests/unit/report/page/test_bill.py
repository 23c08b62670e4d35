"""What a page tells of the costs."""

from __future__ import annotations

import re

from sealane.pricing.alternatives import alternatives
from sealane.pricing.bill_of import bill_of
from sealane.pricing.usage import Usage
from sealane.report.page.bill import BillView, bill_view
from sealane.report.page.document import Reported, as_html
from sealane.verbs.prices import shipped
from sealane.verbs.provenance import Provenance
from sealane.verdicts.evidence import Evidence
from sealane.world.world import World
from tests.unit.pricing.estates import estate, gateway, interface, service, task
from tests.unit.report.proof.stories import STORIES

SEALED = estate(service(), task(), interface("ecr.api"), interface("ecr.dkr"), interface("logs"), gateway())
AFAR = estate(service(region="eu-north-1"), task(), interface("logs", region="eu-north-1"), region="eu-north-1")
HOSTILE = estate(service(), task(), interface("<script>alert(1)</script>"))


def view(world: World) -> BillView | None:
    """Return what a page shows of the bill of a world."""
    prices, usage = shipped(), Usage()
    return bill_view(bill_of(world, prices, usage), alternatives(world, prices, usage))


def written(world: World) -> str:
    """Return the page of a proof beside which the bill of a world is told."""
    weighed = STORIES["healthy"]()
    services = weighed.proof.services
    page = Reported(
        weighed=weighed,
        world=world,
        evidence=tuple(tuple(Evidence() for _ in one.steps) for one in services),
        provenance=Provenance(sealane="1.2.3"),
        bill=view(world),
    )
    return as_html(page)


def test_every_line_is_a_row_below_which_stand_the_sum_and_what_it_rests_on() -> None:
    """Text and page have the same rows and the same sum, and the page has a heading for each kind of note."""
    shown = view(SEALED)
    assert shown is not None
    assert (shown.total, shown.total_says, len(shown.rows)) == ("$53.35", "Sum", 9)
    assert [note.title for note in shown.notes] == ["Other ways", "Usage", "Not in this bill"]
    html = written(SEALED)
    costs = html[html.index('id="costs"') :]
    assert "<summary>9 charges: $53.35 a month</summary>" in costs
    assert '<td><code>ecr.api</code></td><td class="number">2 zones x 730 h</td>' in costs
    assert re.findall("<h3>(.*?)</h3>", costs)[:3] == ["Other ways", "Usage", "Not in this bill"]
    assert "against $73.05 for NAT gateways instead" in costs


def test_an_unknown_amount_never_leaves_a_smaller_sum() -> None:
    """The foot says unknown, names the charges and why, and shows what is known as no sum."""
    shown = view(AFAR)
    assert shown is not None
    assert shown.total == "unknown"
    assert shown.total_says.startswith("Sum: not known, for Fargate vCPU of app")
    assert shown.notes[0].title == "Not known"
    assert "charges: unknown</summary>" in written(AFAR)


def test_no_charge_no_section() -> None:
    """An estate in which nothing costs anything has no costs on its page."""
    assert view(estate()) is None
    assert 'id="costs"' not in written(estate())


def test_names_are_text() -> None:
    """The name of a resource is escaped like every text of a source."""
    assert "<script>alert" not in written(HOSTILE)
    assert "&lt;script&gt;alert(1)" in written(HOSTILE)
