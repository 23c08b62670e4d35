"""Text to nodes: places, duplicates, and what a hostile file may cost."""

from __future__ import annotations

import json

import pytest

from sealane.errors import InputError
from sealane.readers.cloudformation.document import document_of
from sealane.readers.cloudformation.node import MAX_BYTES, MAX_DEPTH, Node
from tests.unit.readers.cloudformation.deploying import refused


def at(node: Node | None) -> tuple[int, int]:
    """Return line and column of a node that is there."""
    assert node is not None
    return node.line, node.column


def test_json_keeps_places() -> None:
    """A member has the place of its key, an item its own."""
    root = document_of(b'{\n  "a": {"b": [1,\n    true]}\n}', "t.json")
    inner = root.get("a")
    assert at(inner) == (2, 3)
    assert inner is not None
    listed = inner.get("b")
    assert at(listed) == (2, 9)
    assert listed is not None
    assert [at(item) for item in listed.items] == [(2, 15), (3, 5)]


def test_yaml_keeps_places() -> None:
    """A member has the place of its key, an item its own, in YAML too."""
    root = document_of(b"a:\n  b:\n    - 1\n    - true\n", "t.yaml")
    inner = root.get("a")
    assert at(inner) == (1, 1)
    listed = inner.get("b") if inner else None
    assert at(listed) == (2, 3)
    assert listed is not None
    assert [at(item) for item in listed.items] == [(3, 7), (4, 7)]


@pytest.mark.parametrize("text", [b"v: 1.10", b'{"v": 1.10}'])
def test_number_keeps_what_was_written(text: bytes) -> None:
    """A number handed on as text is the text that was written: an image's tag must not lose its zero."""
    node = document_of(text, "t").get("v")
    assert node is not None
    assert node.text == "1.10"
    assert isinstance(node.value, float)


@pytest.mark.parametrize("text", ["2010-09-09", "012345678901", "1_000", "0x10"])
def test_text_that_looks_like_more_stays_text(text: str) -> None:
    """Dates and account numbers are no dates and no numbers."""
    node = document_of(f"v: {text}".encode(), "t.yaml").get("v")
    assert node is not None
    assert node.value == text


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("!Ref A", {"Ref": "A"}),
        ("!GetAtt A.B.C", {"Fn::GetAtt": ["A", "B.C"]}),
        ("!Sub 'x'", {"Fn::Sub": "x"}),
        ("!Select [0, !GetAZs '']", {"Fn::Select": [0, {"Fn::GetAZs": ""}]}),
        ("!Condition C", {"Condition": "C"}),
    ],
)
def test_short_form_is_long_form(short: str, long: object) -> None:
    """A tag stands for the function of its name."""
    assert plain(document_of(f"v: {short}".encode(), "t").get("v")) == long


def test_byte_order_mark_is_nothing() -> None:
    """A mark at the beginning of a file is no part of it."""
    assert document_of(b"\xef\xbb\xbf{}", "t").value == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b'{"a": 1, "a": 2}', "duplicate-key t:1:10"),
        (b"a: 1\na: 2\n", "duplicate-key t:2:1"),
        (b'{"a": 1,}', "template-syntax t:1:9"),
        (b'{"a": tru}', "template-syntax t:1:7"),
        (b'{"a"\n 1}', "template-syntax t:2:2"),
        (b'{"a": 1} 2', "template-syntax t:1:10"),
        (b'{"a": "\n"}', "template-syntax t:1:8"),
        (b"a: [1\n", "template-syntax t:2:1"),
        (b"a: 1\n---\nb: 1\n", "template-syntax t:2:1"),
        (b"a: *x\n", "template-syntax t:1:4"),
        (b"? [a]\n: 1\n", "template-syntax t:1:3"),
        (b"\xff\xfe", "template-syntax t"),
        (b"[1]", "template-unrecognised t"),
        (b"", "template-unrecognised t"),
    ],
)
def test_wrong_text_is_placed(text: bytes, expected: str) -> None:
    """What is no template is refused with line and column."""
    assert refused(lambda: document_of(text, "t")) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"[" * (MAX_DEPTH + 5), "template-too-deep"),
        (b'{"a":' * (MAX_DEPTH + 5), "template-too-deep"),
        (b'{"a":' + b"[" * (MAX_DEPTH + 5), "template-too-deep"),
        (b" " * (MAX_BYTES + 1), "template-too-large"),
        (
            "\n".join(
                ["a0: &a0 [1]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
            ).encode(),
            "template-too-large",
        ),
        (
            "\n".join(["a0: &a0 [1]"] + [f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 150)]).encode(),
            "template-too-deep",
        ),
    ],
)
def test_bomb_is_refused(text: bytes, code: str) -> None:
    """Depth, size and what aliases stand for are bounded."""
    assert refused(lambda: document_of(text, "t")).startswith(code)


def test_merge_key_fills_in() -> None:
    """`<<` puts the members of a mapping under those that are written."""
    root = document_of(b"a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  x: 3\n", "t")
    assert plain(root.get("b")) == {"x": 3, "y": 2}


def test_yaml_in_braces_is_yaml() -> None:
    """A flow mapping without quotes is no JSON, and no error."""
    assert plain(document_of(b"{a: 1}", "t")) == {"a": 1}
    with pytest.raises(InputError):
        document_of(b"{a: 1", "t")


def plain(node: Node | None) -> object:
    """Return what a node holds without places."""
    assert node is not None
    if isinstance(node.value, dict):
        return {key: plain(inner) for key, inner in node.value.items()}
    if isinstance(node.value, list):
        return [plain(inner) for inner in node.value]
    return json.loads(json.dumps(node.value))
