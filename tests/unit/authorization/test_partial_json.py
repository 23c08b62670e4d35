"""Policies whose text has holes are read as far as their structure is known."""

from __future__ import annotations

import pytest

from sealane.authorization.caller import caller_of
from sealane.authorization.decide import Policies, decide
from sealane.authorization.partial_json import parse_partial
from sealane.authorization.reading import read_policy
from sealane.authorization.request import request_of
from sealane.verdicts.decision import Outcome
from sealane.verdicts.judgement import Layer
from sealane.world.text import Hole, Partial
from sealane.world.values import Known

_BUCKET = Hole("the bucket's name", token="aws_s3_bucket.b.id")
_HEAD = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::'


def _outcome(document: Partial, resource: Partial | str) -> Outcome:
    policy = read_policy(document, name="p", layer=Layer.IDENTITY)
    caller = caller_of("arn:aws:iam::111122223333:role/r")
    request = request_of(caller, "s3:GetObject", resource, resource_account=Known("111122223333"))
    return decide(request, Policies(identity=(policy,))).outcome


def test_hole_inside_a_text_is_a_hole_of_the_policy() -> None:
    """A statement about a bucket that is not there yet allows that bucket, and leaves another one open."""
    document = Partial((_HEAD, _BUCKET, '/*"}]}'))
    same = Partial(("arn:aws:s3:::", _BUCKET, "/key"))
    assert _outcome(document, same) is Outcome.ALLOWED
    assert _outcome(document, "arn:aws:s3:::other/key") is not Outcome.ALLOWED
    assert _outcome(document, "arn:aws:sqs:us-east-1:111122223333:q") is Outcome.DENIED


@pytest.mark.parametrize(
    "parts",
    [
        ('{"Statement":', Hole("everything"), "}"),
        ('{"', Hole("a name"), '":[]}'),
        ("[", Hole("it"), "]"),
        ('{"Statement":"\ue0000\ue001', Hole("it"), '"}'),
    ],
)
def test_hole_elsewhere_leaves_the_policy_open(parts: tuple[str | Hole, ...]) -> None:
    """A hole that decides the structure makes the whole policy unknown, never an Allow or a Deny."""
    assert _outcome(Partial(parts), "arn:aws:s3:::b/key") is Outcome.UNKNOWN


def test_text_without_holes_stays_text() -> None:
    """What no hole touches is parsed as JSON parses it."""
    parsed = parse_partial(Partial(('{"a":[1,true,null,"x"],"b":"', _BUCKET, '"}')))
    assert parsed == {"a": [1, True, None, "x"], "b": Partial((_BUCKET,))}
