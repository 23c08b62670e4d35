"""Values that nobody means: what takes the place of a value in a mutant."""

from __future__ import annotations

import copy
import random
from typing import Any

_NUMBERS: tuple[Any, ...] = (0, -1, 1, 443, 65536, 2**31, 2**63, 10**30, 10**400, 1.5, -0.0, 1e308)
_NOT_JSON: tuple[Any, ...] = (float("nan"), float("inf"), float("-inf"))
_EMPTY: tuple[Any, ...] = (None, True, False, "", [], {}, [None], [[]], [{}], {"": None}, {"a": 1})
_ADDRESSES = (
    *("0.0.0.0/0", "::/0", "10.0.0.0/33", "10.0.0.0/-1", "999.1.1.1/8", "10.0.0.1/8", "10.0.0.0", "/", "fe80::1%1/64"),
    *("0.0.0.0/0,::/0", "10.0.0.0/08", "::ffff:1.2.3.4/128", " 10.0.0.0/8", "\u0661\u0660.0.0.0/8"),
)
_NAMES = (
    *("arn:", "arn:aws", "arn:aws:iam::123456789012:role/", "arn:aws:::::", "arn:aws-nowhere:ecs:mars-1:1:service/a/b"),
    *("arn:aws:iam::aws:policy/None", "arn:aws:s3:::", "*", "**", "?", "a" * 5000, "sg-", "vpc-0", "pl-63a5400a"),
    *("com.amazonaws.us-east-1.s3", "com.amazonaws..", "us-east-1", "nowhere-9", "cn-north-1", "awslogs", "-1", "443"),
    *("1-2-3", "70000-1", "icmp", "tcp", "-", ".", "..", "latest", "@", "a@sha256:b", ":", "//", "x:y:z", "true"),
    *("111122223333.dkr.ecr.us-east-1.amazonaws.com/", "111122223333.dkr.ecr.us-east-1.amazonaws.com/a@sha256:1"),
    *("fs-1", "tgw-1", "igw-1", "nat-1", "eni-1", "local", "alias/x", "alias/", "key/", "FARGATE", "EC2", "active"),
)
_TEXTS = (
    *("\u202ex", "\x00", "\ud800", "\ue0000\ue001", "\U0001f4a3", "e\u0301", "\n\n", "</script>", "]]>", "`x`", "|"),
    *("${a}", "${aws:", "${}", "$${x}", "${var.x[0]}", "{{resolve:secretsmanager:x}}", "{{}}", "%{if}", "x" * 100_000),
    *("{", "[", "[]", "{}", "null", "[null]", '{"Statement": {}}', '{"Statement": null}', '{"Statement": [[]]}'),
    *('{"Statement": [{"Effect": "Allow", "Action": 5, "Resource": {}}]}', '{"a": 1e999}', '{"a": NaN}', "[[[[[["),
    '{"Statement": [{"Effect": "Deny", "NotAction": [], "NotResource": "*", "Principal": [], "Condition": {"A": 1}}]}',
    '{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"IpAddress": {"a": "x"}}}]}',
)
_REFERENCES: tuple[Any, ...] = (
    *({"references": ["aws_vpc.main.id", "aws_vpc.main"]}, {"references": [1]}, {"references": ["each.value"]}),
    *({"references": ["count.index"]}, {"references": ["var.x", "local.y", "module.z.w"]}, {"constant_value": None}),
    *({"references": ["path.module", "self", "aws_vpc", "data.", "module.", ".", ""]}, {"references": {}}),
    *({"Ref": "AWS::NoValue"}, {"Ref": "AWS::Region"}, {"Ref": ""}, {"Ref": []}, {"Fn::GetAtt": "A.B.C"}),
    *({"Fn::GetAtt": []}, {"Fn::If": ["C", 1]}, {"Fn::If": []}, {"Fn::Select": [10**20, ["a"]]}, {"Fn::GetAZs": {}}),
    *({"Fn::Cidr": ["10.0.0.0/8", 10**9, 1]}, {"Fn::Cidr": ["::/0", 256, 64]}, {"Fn::Split": ["", "a"]}),
    *({"Fn::Join": ["", {"Ref": "x"}]}, {"Fn::Sub": ["${a}", {"a": {"Fn::Sub": "${b}"}}]}, {"Fn::ImportValue": {}}),
    *({"Fn::Transform": {"Name": "AWS::Include"}}, {"Fn::ForEach::x": ["i", ["1"], {}]}, {"Fn::FindInMap": ["a"]}),
)
_FAMILIES = (_NUMBERS, _EMPTY, _ADDRESSES, _NAMES, _TEXTS, _REFERENCES)
_DEPTHS = (5, 60, 300, 2000)


def odd(chance: random.Random) -> Any:  # noqa: ANN401 - any JSON
    """Return a value that nobody means, its family drawn first."""
    way = chance.random()
    if way < 0.02:
        return chance.choice(_NOT_JSON)
    # A copy: what is put into one mutant may be changed there, and must be whole for the next.
    return copy.deepcopy(chance.choice(chance.choice(_FAMILIES)))


def odd_alike(value: object, chance: random.Random) -> Any:  # noqa: ANN401 - any JSON
    """Return a value that nobody means of the type of another one, which readers look at more closely."""
    match value:
        case str():
            return chance.choice(chance.choice((_ADDRESSES, _NAMES, _TEXTS)))
        case bool():
            return not value
        case int() | float():
            return chance.choice(_NUMBERS)
        case _:
            return copy.deepcopy(chance.choice(_EMPTY))


def deep(value: object, chance: random.Random) -> object:
    """Return a value under many lists or objects."""
    for _ in range(chance.choice(_DEPTHS)):
        value = [value] if chance.random() < 0.5 else {"a": value}
    return value


def other_type(value: object, chance: random.Random) -> object:
    """Return a value in the clothes of another type."""
    text = str(value)[:50] if isinstance(value, str | int | float) else "x"
    return chance.choice(([value], {"value": value}, text, [value, value], {text: value}, [[value]], bool(value)))


def other_text(text: str, chance: random.Random) -> str:
    """Return a text that is almost the one given."""
    at = chance.randrange(len(text) + 1)
    return chance.choice(
        (
            text[:at],
            text[at:],
            text * 2,
            text.upper(),
            f" {text}",
            f"{text}\u200b",
            text[:at] + "*" + text[at:],
            text[::-1],
        )
    )
