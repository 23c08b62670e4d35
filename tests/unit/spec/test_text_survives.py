"""Text in free fields goes through the loader unchanged."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from sealane.spec.load import load
from sealane.spec.workload import Workload

# What YAML can carry in a double-quoted text; U+0000 is refused on purpose.
FREE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
NASTY = (
    '${file("/etc/passwd")}',
    "%{ for x in y }",
    "$${not}",
    "  spaces around  ",
    "two\nlines\n",
    "tab\tand \"quotes\" and 'more'",
    "ünïcödé 日本語 \U0001f6a2",
    "\\n is no newline",
    "<<: *a # no comment",
    "",
)


def written(texts: tuple[str, ...]) -> Workload:
    """Load a service whose environment and command hold the texts, written by PyYAML."""
    environment = {f"V{number}": text for number, text in enumerate(texts)}
    service = {"image": "demo/app:1.0", "environment": environment, "command": list(texts)}
    return load(yaml.safe_dump({"services": {"app": service}}), "sealane.yaml").spec.services["app"]


def test_awkward_texts_stay_as_they_were_typed() -> None:
    """Terraform syntax, quotes, newlines and foreign scripts are text like any other."""
    service = written(NASTY)
    assert tuple(service.environment.values()) == NASTY
    assert service.command == NASTY


@given(st.lists(FREE, max_size=5).map(tuple))
def test_any_text_stays_as_it_was_typed(texts: tuple[str, ...]) -> None:
    """No text is stripped, resolved or normalised on its way."""
    service = written(texts)
    assert tuple(service.environment.values()) == texts
    assert service.command == texts
