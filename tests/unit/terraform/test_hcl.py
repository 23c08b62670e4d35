"""The HCL writer: what a person would have written, and doors that let no text become syntax."""

from __future__ import annotations

import pytest

from sealane.terraform.hcl import GAP, Comment, block, data, document, resource
from sealane.terraform.hcl_text import comment, fragment, key
from sealane.terraform.hcl_values import Code, call, reference, rendered, template


def test_a_file_reads_like_one_written_by_hand() -> None:
    """Comments, groups, blocks, lists and objects stand where a person would put them."""
    text = document(
        [
            data("aws_region", "current"),
            resource(
                "aws_vpc_endpoint",
                "ecr_api",
                {"vpc_id": reference("aws_vpc.main.id"), "private_dns_enabled": True},
                GAP,
                {"subnet_ids": [reference("aws_subnet.a.id"), reference("aws_subnet.b.id")], "tags": {"Name": "x"}},
                block("timeouts", {"create": "10m"}, comment="Endpoints take a while."),
                comment="Needed by app.",
            ),
            {"app_image": template("repo:", reference("local.tag"))},
        ],
    )
    assert text == (
        'data "aws_region" "current" {}\n'
        "\n"
        "# Needed by app.\n"
        'resource "aws_vpc_endpoint" "ecr_api" {\n'
        "  vpc_id              = aws_vpc.main.id\n"
        "  private_dns_enabled = true\n"
        "\n"
        "  subnet_ids = [aws_subnet.a.id, aws_subnet.b.id]\n"
        "  tags = {\n"
        '    Name = "x"\n'
        "  }\n"
        "\n"
        "  # Endpoints take a while.\n"
        "  timeouts {\n"
        '    create = "10m"\n'
        "  }\n"
        "}\n"
        "\n"
        'app_image = "repo:${local.tag}"\n'
    )


@pytest.mark.parametrize("path", ['a.b"', "a b", "${x}", "a[b]", "", "a.\n"])
def test_a_reference_is_nothing_but_a_reference(path: str) -> None:
    """Text that is not a traversal is refused as a reference."""
    with pytest.raises(ValueError, match="not a reference"):
        reference(path)


def test_labels_and_functions_are_identifiers() -> None:
    """Text that is not an identifier is refused as a label and as a function's name."""
    with pytest.raises(ValueError, match="not an identifier"):
        resource("aws_vpc", 'main" {')
    with pytest.raises(ValueError, match="not a function"):
        call('file("/etc/passwd")')


def test_code_is_written_as_it_stands() -> None:
    """Expressions of our own are not escaped."""
    assert document([{"type": Code("list(string)")}]) == "type = list(string)\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain", "plain"),
        ("${x}", "$${x}"),
        ("%{x}", "%%{x}"),
        ("$${x}", "\\u0024$${x}"),
        ('"\\', '\\"\\\\'),
        ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
        ("\0\u202e\U000e0001", "\\u0000\\u202e\\U000e0001"),
        ("Grüße 你好", "Grüße 你好"),
    ],
)
def test_text_is_escaped(text: str, written: str) -> None:
    """What has a meaning in HCL, or cannot be seen, is escaped; letters of any script stay readable."""
    assert fragment(text) == written


def test_text_before_an_interpolation_ends_there() -> None:
    """A dollar or percent sign before a reference does not take its brace."""
    assert rendered(template("cost: $", reference("local.x"))) == '"cost: \\u0024${local.x}"'
    assert rendered(template("$", "{x}")) == '"$${x}"'
    assert rendered(template("", reference("local.x"), "")) == "local.x"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Name", "Name"),
        ("a-b_1", "a-b_1"),
        ("aws:tag", '"aws:tag"'),
        ("1a", '"1a"'),
        ("for", '"for"'),
        ("ü你", '"ü\\u4f60"'),
    ],
)
def test_keys_are_quoted_when_they_must_be(text: str, written: str) -> None:
    """Identifiers stand alone, other keys are quoted, and what may be wider than a column is spelled out."""
    assert key(text) == written


def test_comments_hold_whatever_is_put_in() -> None:
    """Line breaks start another comment line, hidden characters are spelled out, long lines are wrapped."""
    assert comment("one\ntwo\r\u2028resource", 2) == ["  # one", "  # two\\u000d\\u2028resource"]
    assert all(len(line) <= 120 for line in comment("word " * 100, 4))
    assert document([Comment("")]) == "#\n"


def test_long_lists_and_nested_objects_are_unfolded() -> None:
    """A list stands on one line while it is short and flat."""
    assert rendered(["a", 1, True, None]) == '["a", 1, true, null]'
    assert rendered(["x" * 60, "y" * 60]) == '[\n  "' + "x" * 60 + '",\n  "' + "y" * 60 + '",\n]'
    assert rendered([{"a": 1}, {"b": [1]}]) == "[\n  { a = 1 },\n  {\n    b = [1]\n  },\n]"
    assert rendered(call("jsonencode", [])) == "jsonencode([])"
