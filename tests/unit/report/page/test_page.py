"""What a page tells of a proof."""

from __future__ import annotations

import re

import pytest

from sealane.proof.evidence import evidence_of
from sealane.proof.prove import prove
from sealane.report.page.document import Reported, as_html
from sealane.verbs.provenance import Provenance
from sealane.verdicts.acceptance import Weighed
from sealane.verdicts.proof import Proof
from sealane.world.world import Source, World, world_of
from tests.unit.report.page.paper import Markup, page
from tests.unit.report.proof.stories import STORIES
from tests.worlds.healthy import healthy
from tests.worlds.wounds.everything import WOUNDS
from tests.worlds.wounds.wound import Wound


def written(world: World) -> str:
    """Return the page of a world that is proved, with all of its evidence."""
    proof = prove(world)
    reported = Reported(
        weighed=Weighed(proof=proof),
        world=world,
        evidence=evidence_of(proof, world),
        provenance=Provenance(sealane="1.2.3"),
    )
    return as_html(reported)


def told(html: str) -> str:
    """Return the text of a page, its white space as single spaces."""
    return re.sub(r"\s+", " ", " ".join(Markup(html).texts))


def test_a_healthy_world_holds_with_every_step_and_endpoint_shown() -> None:
    """The page of a healthy world says that it holds, shows each step's hops, every endpoint, and no finding."""
    html = written(healthy())
    text = told(html)
    assert "Holds: " in text
    assert 'id="findings"' not in html
    for word in ("registry-login", "volume-mount", "secretsmanager", "role's policies", "security group", "Back"):
        assert word in text
    assert html.count('class="hops"') > 10
    assert 'class="stops"' not in html


# Every fifth wound is one of each kind, and each costs the reading of a whole page.
@pytest.mark.parametrize("wound", list(WOUNDS.values())[::5], ids=lambda wound: wound.name)
def test_every_wound_is_told(wound: Wound) -> None:
    """Each finding of a wounded world is on its page, and every reference leads somewhere."""
    html = written(wound.broken)
    found = Markup(html)
    text = " ".join(found.texts)
    for expected in wound.expected:
        assert str(expected.cause) in text
    identities = found.values["id"]
    assert len(identities) == len(set(identities))
    for target in (href[1:] for href in found.values["href"] if href.startswith("#")):
        assert target in identities
    labels = [name for names in found.values.get("aria-labelledby", ()) for name in names.split()]
    assert set(labels) <= set(identities)


@pytest.mark.parametrize("story", STORIES)
def test_every_story_has_a_page_that_is_always_the_same(story: str) -> None:
    """Whatever a proof says it can be shown, and equal proofs give equal pages."""
    html = page(STORIES[story]())
    assert html == page(STORIES[story]())
    assert html.startswith("<!doctype html>")
    assert html.endswith("</html>")


def test_what_is_accepted_says_why_and_where() -> None:
    """An accepted finding is told with its reason, its last day and the place that says who."""
    text = told(page(STORIES["everything"]()))
    assert "the payment provider has no PrivateLink yet" in text
    assert "2026-12-31" in text
    assert ".sealane-accept.yaml:2" in text


def test_a_source_without_services_has_a_page() -> None:
    """Where there is nothing to prove the page says so, and is no empty frame."""
    source = Source(kind="terraform-plan", name="plan.json")
    text = told(page(Weighed(proof=Proof(source=source, services=())), world_of(source, ())))
    assert "There is no Fargate service in it" in text
    assert "How it was proved" in text
