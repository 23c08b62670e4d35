"""Pages of proofs that are made by hand, and what a browser would make of their markup."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

from sealane.report.page.document import Reported, as_html
from sealane.startup.step import Principal
from sealane.verbs.provenance import Provenance
from sealane.verdicts.acceptance import Weighed
from sealane.verdicts.evidence import Evidence, Permission
from sealane.verdicts.proof import StepVerdict
from sealane.world.values import Origin
from sealane.world.world import World, world_of
from tests.unit.report.proof.stories import fix_of


def page(weighed: Weighed, world: World | None = None, drawing: str = "") -> str:
    """Return the page of a proof, whose evidence is what its looks carry."""
    reported = Reported(
        weighed=weighed,
        world=world or world_of(weighed.proof.source, ()),
        evidence=tuple(tuple(map(_evidence, service.steps)) for service in weighed.proof.services),
        provenance=Provenance(sealane="1.2.3", digest="ab" * 32, terraform=weighed.proof.source.name),
        drawing=drawing,
    )
    return as_html(reported, fix_of)


def _evidence(step: StepVerdict) -> Evidence:
    decisions = [check.decision for check in step.checks if check.decision is not None]
    return Evidence(
        traces=tuple(check.trace for check in step.checks if check.trace is not None),
        permissions=tuple(
            Permission(
                principal=Principal.EXECUTION_ROLE,
                role=Origin(step.checks[0].origin.name),
                action="ecr:GetAuthorizationToken",
                resource=step.checks[0].origin.name,
                decision=decision,
            )
            for decision in decisions
        ),
    )


class Markup(HTMLParser):
    """Reads a page as a browser does."""

    def __init__(self, html: str) -> None:
        """Read it."""
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.attributes: Counter[str] = Counter()
        self.values: dict[str, list[str]] = {}
        self.texts: list[str] = []
        self.inside: dict[str, list[str]] = {}
        self._open = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count an element and its attributes."""
        if tag != "wbr":
            self.tags[tag] += 1
        self._open = tag
        for name, value in attrs:
            self.attributes[name] += 1
            self.values.setdefault(name, []).append(value or "")

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        del tag
        self._open = ""

    def handle_data(self, data: str) -> None:
        """Take a text, apart for styles and scripts."""
        if self._open in {"style", "script"}:
            self.inside.setdefault(self._open, []).append(data)
        else:
            self.texts.append(data)
