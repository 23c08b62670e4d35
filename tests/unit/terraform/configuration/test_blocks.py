"""Blocks of HCL and of JSON, with the places that a person would point at."""

from __future__ import annotations

import pytest

from sealane.terraform.configuration.blocks import Block, arguments_of, blocks_of, unquoted
from sealane.terraform.configuration.json_blocks import json_blocks_of

HARD = """\
/* resource "aws_vpc" "not" {
} */
# resource "aws_vpc" "nor" {
resource "aws_vpc" "this" { // {
  a = <<-EOT
    } ${ join("}", ["{"]) }
    EOT
  b = "}${ var.c["x{"] }$${"
  c = {
    d = [1,
      2]
  }
  inner { e = 1 }
  dynamic "rule" {
    for_each = local.rules
    content {
      f = 2
    }
  }
}
variable "last" {}
"""


def the(blocks: tuple[Block, ...]) -> dict[tuple[str, ...], Block]:
    """Return blocks by type and labels."""
    return {(block.type, *block.labels): block for block in blocks}


def test_braces_in_texts_heredocs_and_comments_end_no_block() -> None:
    """Two blocks are found where only two are, each at its line."""
    blocks = the(blocks_of(HARD, "main.tf"))
    assert {name: (block.line, block.column) for name, block in blocks.items()} == {
        ("resource", "aws_vpc", "this"): (4, 1),
        ("variable", "last"): (21, 1),
    }


def test_arguments_are_the_texts_between_name_and_line_end() -> None:
    """Values that go over several lines are whole, and what is in inner blocks is not the outer's."""
    block = the(blocks_of(HARD, "main.tf"))["resource", "aws_vpc", "this"]
    assert set(block.arguments) == {"a", "b", "c"}
    assert block.arguments["c"].text == "{\n    d = [1,\n      2]\n  }"
    assert HARD[block.arguments["b"].name : block.arguments["b"].end] == 'b = "}${ var.c["x{"] }$${"'
    assert [(inner.type, inner.labels) for inner in block.blocks] == [("inner", ()), ("dynamic", ("rule",))]


@pytest.mark.parametrize("size", range(0, len(HARD), 7))
def test_half_a_file_is_read_as_far_as_it_goes(size: int) -> None:
    """A file that ends anywhere has only blocks that the whole file has."""
    whole = the(blocks_of(HARD, "main.tf"))
    assert the(blocks_of(HARD[:size], "main.tf")).keys() <= whole.keys()


def test_files_nested_too_deeply_have_no_blocks() -> None:
    """Nesting without end is no crash."""
    assert blocks_of("a {\n" * 50_000, "main.tf") == ()
    assert arguments_of("a = 1\n" + "b {\n" * 50_000) == {}


def test_only_plain_texts_are_unquoted() -> None:
    """A text with a template is an expression, one with an escaped quotation mark is a text."""
    assert unquoted('"a\\"b"') == 'a"b'
    assert unquoted('"${var.a}"') is None
    assert unquoted("var.a") is None


def test_json_has_the_same_blocks_with_the_places_of_their_names() -> None:
    """Objects and lists of objects are blocks, each at the line of its last label."""
    text = """{
  "resource": {"aws_vpc": {
    "a": {"cidr_block": "10.0.0.0/16"},
    "b": [{"lifecycle": {"precondition": []}}]
  }},
  "terraform": [{"backend": {"s3": {}}}]
}"""
    blocks = the(json_blocks_of(text, "main.tf.json"))
    assert {name: block.line for name, block in blocks.items()} == {
        ("resource", "aws_vpc", "a"): 3,
        ("resource", "aws_vpc", "b"): 4,
        ("terraform",): 6,
    }
    assert blocks["resource", "aws_vpc", "a"].arguments["cidr_block"].text == '"10.0.0.0/16"'
    assert [inner.type for inner in blocks["terraform",].blocks] == ["backend"]


@pytest.mark.parametrize("text", ["", "[", '{"a":', '{"resource": 1}', '{"resource": {"x": [1]}} ]', "{" * 50_000])
def test_broken_json_has_no_blocks(text: str) -> None:
    """Whatever is no such document has no resources, and reading it does not fail."""
    assert not [block for block in json_blocks_of(text, "main.tf.json") if block.arguments]
