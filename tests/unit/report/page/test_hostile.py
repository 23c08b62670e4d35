"""Whatever names and reasons hold, a page has only the markup that is ours, and runs only our script."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from sealane.verdicts.acceptance import Weighed
from tests.unit.report.page.paper import Markup, page
from tests.unit.report.proof.test_hostile import ESCAPE, MARKUP, hostile

ATTRIBUTE = "\" onmouseover='alert(1)' x=\" </title></style></script><img src=x onerror=alert(1)><!--"
PLAIN = Markup(page(hostile("x")))


@example("x")
@example(ESCAPE)
@example(MARKUP)
@example(ATTRIBUTE)
@example("{{ 7 * 7 }}{% raw %}")
@given(st.text(alphabet=st.characters(exclude_characters="[]"), min_size=1, max_size=12))
def test_no_name_becomes_markup(text: str) -> None:
    """Every name leaves the same elements with the same attributes, and the same style and script, as a plain one."""
    found = Markup(page(hostile(text)))
    assert found.tags == PLAIN.tags
    assert found.attributes == PLAIN.attributes
    assert found.inside == PLAIN.inside
    assert found.values["href"] == PLAIN.values["href"]


def test_a_template_is_no_place_for_names() -> None:
    """A name that is a template is shown as it is and not worked out."""
    told = " ".join(Markup(page(hostile("{{ 7 * 7 }}"))).texts)
    assert "{{ 7 * 7 }}" in told
    assert "x49" not in told


def test_every_character_can_be_seen() -> None:
    """What would hide or turn text is written as its escape."""
    told = page(hostile(ESCAPE))
    assert all(character.isprintable() or character == "\n" for character in told)
    assert "\\u202e" in told


def test_the_policy_forbids_all_but_what_is_ours() -> None:
    """The content security policy names the hashes of the style and the script that are there, and nothing else."""
    found = Markup(page(hostile("x"), drawing="<svg><style>.a{fill:red}</style><text>a</text></svg>"))
    (policy,) = (value for value in found.values["content"] if value.startswith("default-src"))
    parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert parts["default-src"] == parts["base-uri"] == parts["form-action"] == "'none'"
    assert set(parts["style-src"].split()) == set(map(_hashed, found.inside["style"]))
    assert set(parts["script-src"].split()) == set(map(_hashed, found.inside["script"]))
    assert len(found.inside["style"]) == 2
    assert not {"style", "onclick", "src", "srcset"} & set(found.attributes)


def _hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_what_is_sensitive_is_nowhere() -> None:
    """A text that the source marks is masked in every place, also of the drawing, but not in style and script."""
    drawing = '<svg class="hunter2x"><style>.hunter2x{}</style><text aria-label="hunter2x">my hunter2x</text></svg>'
    plain = Markup(page(hostile("hunter2x"), drawing=drawing))
    weighed = hostile("hunter2x")
    found = Markup(page(_hiding(weighed, "hunter2x"), drawing=drawing))
    assert "hunter2x" in " ".join(plain.texts)
    assert "hunter2x" not in " ".join(found.texts)
    assert "hunter2x" not in " ".join(found.values["aria-label"])
    assert found.tags == plain.tags
    assert found.inside["style"] == plain.inside["style"]


def test_masking_leaves_the_page_whole() -> None:
    """A sensitive text as short as a number changes no link and no element."""
    weighed = hostile("x")
    found = Markup(page(_hiding(weighed, "1", "s0")))
    assert found.tags == PLAIN.tags
    assert found.values["href"] == PLAIN.values["href"]
    assert found.values["id"] == PLAIN.values["id"]


def _hiding(weighed: Weighed, *texts: str) -> Weighed:
    source = replace(weighed.proof.source, masked=texts)
    return replace(weighed, proof=replace(weighed.proof, source=source))
