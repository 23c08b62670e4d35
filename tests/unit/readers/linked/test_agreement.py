"""Two plans agree when they differ in nothing but what was invented for them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealane.readers.linked.agreement import Both
from sealane.readers.linked.document import Token
from sealane.readers.linked.vocabulary import Reference, Vocabulary, text_of
from sealane.world.text import Hole, Partial

NONCE = "zqword"
ROLE, KEY, SUBNET, BLOCK = "aws_iam_role.r", "aws_kms_key.k", "aws_subnet.s[0]", "aws_vpc.v"
FIRST = Vocabulary(
    NONCE,
    "900000000001",
    (
        Token(text="arn:aws:iam::900000000001:role/app", address=ROLE, path="arn"),
        Token(
            text="arn:aws:kms:eu-west-1:900000000001:key/zqword000001",
            address=KEY,
            path="arn",
            core="zqword000001",
            part="key_id",
        ),
        Token(text="zqword000002", address=SUBNET, path="id", core="zqword000002"),
        Token(text="240.0.3.0/24", address=BLOCK, path="cidr_block"),
    ),
)
SECOND = Vocabulary(
    NONCE,
    "800000000002",
    (
        Token(text="arn:aws:iam:eu-west-1:800000000002:zqword999998", address=ROLE, path="arn", core="zqword999998"),
        Token(text="arn:aws:kms:eu-west-1:800000000002:zqword999997", address=KEY, path="arn", core="zqword999997"),
        Token(text="zqword999996", address=SUBNET, path="id", core="zqword999996"),
        Token(text="241.0.3.0/24", address=BLOCK, path="cidr_block"),
    ),
)
BOTH = Both(FIRST, SECOND)
ROLES = ("arn:aws:iam::900000000001:role/app", "arn:aws:iam:eu-west-1:800000000002:zqword999998")
KEYS = ("arn:aws:kms:eu-west-1:900000000001:key/zqword000001", "arn:aws:kms:eu-west-1:800000000002:zqword999997")
IDS = ("zqword000002", "zqword999996")


@pytest.mark.parametrize(("one", "other"), [ROLES, KEYS, IDS, ("240.0.3.0/24", "241.0.3.0/24"), ("same", "same")])
def test_the_same_attribute_is_the_same_value(one: str, other: str) -> None:
    """Alone, within a text, in a list and in a document the two texts of an attribute agree."""
    assert BOTH.agree(one, other)
    assert BOTH.agree(f"x-{one}:*", f"x-{other}:*")
    assert BOTH.agree([one, "a"], ["a", other])
    assert BOTH.agree(json.dumps({"Resource": [one, "b"]}), json.dumps({"Resource": ["b", other]}))
    assert not BOTH.agree(one, f"{other}x")


def test_different_attributes_are_different_values() -> None:
    """A role's ARN in one and a key's in the other do not agree, nor does a text that only looks like one."""
    assert not BOTH.agree(ROLES[0], KEYS[1])
    assert not BOTH.agree([IDS[0]], [IDS[1], IDS[1]])
    assert not BOTH.agree(ROLES[0], ROLES[0])


def test_what_was_taken_apart_agrees_with_nothing() -> None:
    """Half an id, and a block made out of an invented one, are no attribute of anything."""
    assert not BOTH.agree("zqword0000", "zqword9999")
    assert not BOTH.agree("240.0.3.128/25", "241.0.3.128/25")
    assert FIRST.pieces("240.0.3.128/25") is None
    assert SECOND.pieces("key/zqword999997") is None


def test_rules_of_aws_leave_only_a_part_open() -> None:
    """Of a key's ARN the account and the key's id are holes; as a name it is the attribute itself."""
    text = text_of(FIRST.pieces(f"{KEYS[0]}/*") or ())
    assert isinstance(text, Partial)
    assert [part.token if isinstance(part, Hole) else part for part in text.parts] == [
        "arn:aws:kms:eu-west-1:",
        "account",
        ":key/",
        f"{KEY}.key_id",
        "/*",
    ]
    assert FIRST.pieces(KEYS[0], names=True) == (Reference(KEY, "arn"),)
    assert FIRST.whole(KEYS[0]) == Reference(KEY, "arn")


def test_a_text_that_two_resources_share_is_neither_of_them() -> None:
    """Two roles of one name in one account have one ARN, which then leads nowhere."""
    both = (*FIRST.tokens, Token(text=ROLES[0], address="aws_iam_role.other", path="arn"))
    assert Vocabulary(NONCE, "900000000001", both).whole(ROLES[0]) is None
    assert FIRST.whole(ROLES[0]) == Reference(ROLE, "arn")


VALUES = st.recursive(
    st.sampled_from([ROLES, KEYS, IDS, ("plain", "plain"), (1, 1), (True, True), (None, None)]),
    lambda inner: st.lists(inner, max_size=4).map(lambda pairs: ([one for one, _ in pairs], [two for _, two in pairs])),
    max_leaves=12,
)


@given(VALUES, st.randoms())
def test_order_makes_no_difference_and_content_does(pair: tuple[object, object], chance: object) -> None:
    """Values made of the same attributes agree in any order of lists, and no longer with something added."""
    one, other = pair
    if isinstance(other, list):
        shuffled = list(other)
        chance.shuffle(shuffled)  # type: ignore[attr-defined]
        assert BOTH.agree(one, shuffled)
        assert not BOTH.agree(one, [*shuffled, "more"])
    assert BOTH.agree(one, other)


def blocks(ids: tuple[str, ...], regions: tuple[str, ...]) -> list[dict[str, str]]:
    """Return blocks as those of a hosted zone: the ids of VPCs, and Regions that are left to AWS."""
    return [{"vpc_id": one, "vpc_region": region} for one, region in zip(ids, regions, strict=True)]


def test_blocks_are_paired_by_what_was_not_drawn() -> None:
    """Blocks of a set find each other by their references, whatever Terraform drew for what is left to AWS."""
    one = blocks((IDS[0], KEYS[0]), ("oojr209d", "8oiqlo2q"))
    other = blocks((KEYS[1], IDS[1]), ("fuy6qswj", "2bq9ctaw"))
    assert BOTH.aligned(one, other) == [(one[0], other[1]), (one[1], other[0])]


@pytest.mark.parametrize(
    "regions",
    [
        (("oojr209d", "8oiqlo2q"), ("oojr209d", "2bq9ctaw")),
        (("eu-west-1", "8oiqlo2q"), ("fuy6qswj", "2bq9ctaw")),
    ],
    ids=["one text is in both plans", "one text was not drawn"],
)
def test_written_texts_are_not_put_aside(regions: tuple[tuple[str, str], tuple[str, str]]) -> None:
    """What somebody may have written counts: blocks that differ in it keep the order they are printed in."""
    one, other = blocks((IDS[0], KEYS[0]), regions[0]), blocks((KEYS[1], IDS[1]), regions[1])
    assert BOTH.aligned(one, other) == list(zip(one, other, strict=True))


def test_blocks_that_nothing_else_tells_apart_are_not_paired() -> None:
    """A block that is nothing but what was drawn is no block that could be found again."""
    one, other = [{"vpc_region": "oojr209d"}], [{"vpc_region": "fuy6qswj"}]
    assert BOTH.aligned(one, other) == [(one[0], other[0])]
    assert not BOTH.agree(one, other)
