"""Names and ids."""

from __future__ import annotations

import pytest

from sealane.grammar import names


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        (names.ROLE, "shop-web-execution"),
        (names.ROLE, "r" * 64),
        (names.LOAD_BALANCER, "a"),
        (names.LOAD_BALANCER, "shop-internal-web"),
        (names.TARGET_GROUP, "internal-shop"),
        (names.PORT_NAME, "web_80-tcp"),
        (names.SERVICE_CONNECT_DNS, "db.shop.internal"),
        (names.BUCKET, "shop.state-1"),
        (names.BUCKET, "b" * 63),
    ],
)
def test_names_within_the_rule_are_admitted(rule: names.Rule, name: str) -> None:
    """What AWS takes, passes."""
    assert rule.admits(name)


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        (names.ROLE, "r" * 65),
        (names.ROLE, "röle"),
        (names.ROLE, "role\n"),
        (names.LOAD_BALANCER, "internal-web"),
        (names.LOAD_BALANCER, "web-"),
        (names.LOAD_BALANCER, "a_b"),
        (names.LOAD_BALANCER, "l" * 33),
        (names.TARGET_GROUP, ""),
        (names.PORT_NAME, "Web"),
        (names.PORT_NAME, "-web"),
        (names.SERVICE_CONNECT_DNS, "d" * 128),
        (names.BUCKET, "ab"),
        (names.BUCKET, "a..b"),
        (names.BUCKET, "192.168.5.4"),
        (names.BUCKET, "xn--bucket"),
        (names.BUCKET, "bucket-s3alias"),
        (names.BUCKET, "Bucket"),
    ],
)
def test_names_beyond_the_rule_are_not(rule: names.Rule, name: str) -> None:
    """What AWS refuses, is refused."""
    assert not rule.admits(name)


def test_our_own_names_fit_roles_and_load_balancers() -> None:
    """One form serves every resource that bears the name."""
    assert all(names.OURS.fullmatch(name) for name in ("a", "shop", "Shop-2"))
    assert not any(names.OURS.fullmatch(name) for name in ("", "2shop", "shop-", "a_b", "sg-shop", "a b", "a\n"))


@pytest.mark.parametrize("prefix", ["vpc", "subnet", "sg", "fs", "fsap"])
def test_ids_are_a_prefix_and_hexadecimal_digits(prefix: str) -> None:
    """The short and the long form of every kind are ids, and nothing else is."""
    assert names.is_id(prefix, f"{prefix}-0123abcd")
    assert names.is_id(prefix, f"{prefix}-0123456789abcdef0")
    assert not names.is_id(prefix, f"{prefix}-0123ABCD")
    assert not names.is_id(prefix, f"{prefix}-")
    assert not names.is_id(prefix, f"x{prefix}-0123abcd")
