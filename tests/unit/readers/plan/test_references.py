"""References put back together to names."""

from __future__ import annotations

import pytest

from sealane.readers.plan.references import Traversal, traversals

RESOURCE = "resource"


@pytest.mark.parametrize(
    ("references", "expected"),
    [
        (["aws_vpc.v.id", "aws_vpc.v"], [Traversal(RESOURCE, "aws_vpc.v", ("id",))]),
        (["aws_subnet.p"], [Traversal(RESOURCE, "aws_subnet.p", ())]),
        (["aws_subnet.p[0].id", "aws_subnet.p[0]", "aws_subnet.p"], [Traversal(RESOURCE, "aws_subnet.p", (0, "id"))]),
        (
            ['aws_subnet.p["a.b[1]"].id', 'aws_subnet.p["a.b[1]"]', "aws_subnet.p"],
            [Traversal(RESOURCE, "aws_subnet.p", ("a.b[1]", "id"))],
        ),
        (['aws_subnet.p["\\"q\\""].id'], [Traversal(RESOURCE, "aws_subnet.p", ('"q"', "id"))]),
        (
            ["data.aws_vpc.x.id", "data.aws_vpc.x", "var.n"],
            [Traversal(RESOURCE, "data.aws_vpc.x", ("id",)), Traversal("var", "n", ())],
        ),
        (['module.m["x"].out', 'module.m["x"]'], [Traversal("module", "m", ("x", "out"))]),
        (["module.m"], [Traversal("module", "m", ())]),
        (
            ["aws_route_table.p[0].id", "aws_route_table.p[0]", "aws_route_table.p"] * 2,
            [Traversal(RESOURCE, "aws_route_table.p", (0, "id"))],
        ),
        (["each.value.id", "each.value"], [Traversal("each", "value", ("id",))]),
    ],
)
def test_read(references: list[str], expected: list[Traversal]) -> None:
    """A traversal is printed from its full length down to its root, and is one name."""
    assert traversals(references) == tuple(expected)


def test_shorter_forms_are_names_of_their_own_elsewhere() -> None:
    """A whole resource after another one's attribute is not a shorter form of it."""
    found = traversals(["aws_subnet.p[0].id", "aws_subnet.p[0]", "aws_subnet.p", "aws_subnet.pq"])
    assert found is not None
    assert [one.name for one in found] == ["aws_subnet.p", "aws_subnet.pq"]


@pytest.mark.parametrize("references", [None, "aws_vpc.v", [1], [""], ["aws_vpc"], ["a[1"], ["var"], ["[0].a.b"]])
def test_unreadable(references: object) -> None:
    """What is no list of names is none at all, and no error."""
    assert traversals(references) is None
