"""A whole page: the answer in front, then what shows it, then what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.records import dataclass
from sealane.report.page.endpoints import endpoint_views
from sealane.report.page.findings import advice_views, finding_views, numbers_of
from sealane.report.page.omissions import omissions_of
from sealane.report.page.policies import policy_views
from sealane.report.page.rendering import asset, drawn, legible, policy, rendered, styles_in
from sealane.report.page.services import service_groups
from sealane.report.page.tally import tallies
from sealane.report.page.ways import Ways
from sealane.report.proof.fixing import no_fix
from sealane.report.proof.groups import finding_groups
from sealane.report.proof.headline import headline
from sealane.report.style import capital

if TYPE_CHECKING:
    from sealane.report.page.bill import BillView
    from sealane.report.proof.fixing import FixOf
    from sealane.verbs.provenance import Provenance
    from sealane.verdicts.acceptance import Weighed
    from sealane.verdicts.evidence import Evidence
    from sealane.world.world import World

_WORDS: Final = {"holds": "Holds", "fails": "Fails", "unknown": "Not known"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What a page is made of; `drawing` is an SVG, empty for none, `bill` is `None` where nothing was priced."""

    weighed: Weighed
    world: World
    evidence: tuple[tuple[Evidence, ...], ...]
    provenance: Provenance
    drawing: str = ""
    bill: BillView | None = None


def as_html(reported: Reported, fix_of: FixOf = no_fix) -> str:
    """Render the page; equal values give equal bytes."""
    weighed, world, evidence = reported.weighed, reported.world, reported.evidence
    hidden, ways = weighed.proof.source.masked, Ways()
    style, script = asset("page.css") + legible(reported.drawing), asset("page.js")
    found = finding_groups(weighed)
    findings = finding_views(found, weighed, fix_of, ways)
    groups = service_groups(weighed, world, evidence, ways, numbers_of(found))
    return rendered(
        "page.html",
        hidden,
        style=style,
        script=script,
        policy=policy((style, *styles_in(reported.drawing)), script),
        words=_WORDS,
        verdict=str(weighed.verdict),
        headline=capital(headline(weighed)),
        source=weighed.proof.source,
        tallies=tallies(weighed),
        count=len(weighed.proof.services),
        drawing=drawn(reported.drawing, hidden),
        findings=findings,
        advice=advice_views(weighed),
        groups=groups,
        several=len({network for group in groups for network, _ in group.networks}) > 1,
        ways=ways.views,
        endpoints=endpoint_views(weighed.proof, world, evidence),
        policies=policy_views(evidence),
        bill=reported.bill,
        provenance=reported.provenance,
        omissions=omissions_of(weighed, world),
    )
