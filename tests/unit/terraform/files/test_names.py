"""Names in Terraform and on AWS."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealane.terraform.files.names import bounded, identifier, identifiers, letters
from sealane.terraform.hcl_text import is_identifier


@pytest.mark.parametrize(
    ("words", "expected"),
    [(("my-app",), "my_app"), (("a", "b"), "a_b"), (("ecr.api",), "ecr_api"), (("1a",), "s_1a"), (("-",), "x")],
)
def test_identifier(words: tuple[str, ...], expected: str) -> None:
    """Words become one identifier of letters, digits and underscores."""
    assert identifier(*words) == expected


@given(st.lists(st.text("ab-_12", min_size=1, max_size=6), unique=True, max_size=12))
def test_identifiers_are_distinct(names: list[str]) -> None:
    """However alike the names are, no two share an identifier, and the first keeps its own."""
    found = identifiers((name, (name,)) for name in names)
    assert len(set(found.values())) == len(names)
    assert all(is_identifier(name) for name in found.values())
    assert not names or found[names[0]] == identifier(names[0])


def test_colliding_names_are_numbered() -> None:
    """The second of two names that would be one gets a number that nobody else has."""
    assert identifiers((name, (name,)) for name in ("a-b", "a--b", "a-b-2")) == {
        "a-b": "a_b",
        "a--b": "a_b_3",
        "a-b-2": "a_b_2",
    }


def test_long_names_are_cut_and_stay_apart() -> None:
    """A name within the limit is left alone; longer ones fit and differ by a checksum."""
    assert bounded(32, "shop", "api") == "shop-api"
    long, other = bounded(32, "shop", "a" * 40), bounded(32, "shop", "a" * 41)
    assert len(long) <= 32
    assert long != other
    assert long == bounded(32, "shop", "a" * 40)


def test_letters_do_not_end() -> None:
    """Subnets beyond the alphabet have names too."""
    assert letters(3) == ["a", "b", "c"]
    assert len(set(letters(60))) == 60
