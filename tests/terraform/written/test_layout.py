"""The HCL writer lays out whatever it is given as `terraform fmt` would."""

from __future__ import annotations

import itertools
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sealane.terraform.environment import child_environment
from sealane.terraform.hcl import GAP, Block, Comment, Item, document, resource
from sealane.terraform.hcl_values import Reference, Value, call, template
from tests.thoroughness import examples

from .root_module import engine

names = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,12}", fullmatch=True)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    [
        '${file("/etc/passwd")}',
        "%{ for x in y }",
        "$${",
        "%%{",
        "$$${x}",
        'a"b',
        "a\\nb",
        "a\nb",
        "\u202e",
        "#",
        "é = ü",
    ],
)
references = st.sampled_from(["aws_vpc.main.id", "local.a", "data.aws_x.y.names[0]", "var.app_image"]).map(Reference)
templates = st.lists(texts | references, min_size=1, max_size=4).map(lambda parts: template(*parts))
scalars = texts | st.booleans() | st.integers() | st.none() | references | templates
values: st.SearchStrategy[Value] = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(texts, inner, max_size=4)
        | st.lists(inner, min_size=1, max_size=2).map(lambda arguments: call("concat", *arguments))
        | inner.map(lambda argument: call("jsonencode", argument))
    ),
    max_leaves=12,
)
comments = texts | st.text("abc def\n", max_size=300)
bodies: st.SearchStrategy[list[Item]] = st.recursive(
    st.lists(st.dictionaries(names, values, max_size=4) | comments.map(Comment), max_size=4),
    lambda inner: st.lists(
        st.builds(lambda name, body, above: Block(name, (), tuple(body), above), names, inner, comments)
        | st.dictionaries(names, values, max_size=4)
        | st.just(GAP),
        max_size=4,
    ),
    max_leaves=6,
)


def distinct(body: Iterable[Item], numbers: Iterator[int]) -> tuple[Item, ...]:
    """Give every attribute a name of its own, as a block must."""
    return tuple(_distinct(item, numbers) for item in body)


def _distinct(item: Item, numbers: Iterator[int]) -> Item:
    if isinstance(item, Block):
        return replace(item, body=distinct(item.body, numbers))
    if isinstance(item, Mapping):
        return {f"{name}{next(numbers)}": value for name, value in item.items()}
    return item


def formatted(text: str) -> str:
    """Return the text as `terraform fmt` would leave it, or what it cannot read."""
    answer = subprocess.run(
        [*engine(), "fmt", "-"],
        input=text,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=child_environment(os.environ),
    )
    return answer.stdout if answer.returncode == 0 else answer.stderr


@settings(max_examples=examples(20), suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(bodies, min_size=10, max_size=20))
def test_every_layout_is_that_of_terraform_fmt(generated: list[list[Item]]) -> None:
    """Whatever is written, `terraform fmt` finds nothing to change and nothing it cannot read."""
    numbers = itertools.count()
    text = document(resource("aws_vpc", f"r{place}", *distinct(body, numbers)) for place, body in enumerate(generated))
    assert formatted(text) == text


def test_a_layout_of_its_own_would_be_found() -> None:
    """The check above can fail: one space too many is a difference."""
    text = 'resource "aws_vpc" "main" {\n  cidr_block  = "10.0.0.0/16"\n}\n'
    assert formatted(text) == text.replace("  =", " =")
