"""Policies of roles and endpoints on real calls."""

from __future__ import annotations

from typing import Any

import pytest

from sealane.lab.front.judge import Judge
from tests.lab.front.conftest import OPEN, REGION, Behind, Standing, judge, stand

_ALL = [{"Effect": "Allow", "Action": "*", "Resource": "*"}]
_SECRET = "secretsmanager.GetSecretValue"


def _without(*actions: str) -> list[dict[str, Any]]:
    return [*_ALL, {"Effect": "Deny", "Action": list(actions), "Resource": "*"}]


def _closed(action: str) -> dict[str, Any]:
    return {"Statement": {"Effect": "Allow", "Principal": "*", "Action": action, "Resource": "*"}}


def _standing(behind: Behind, given: Judge | None) -> Any:  # noqa: ANN401 (a generator of one)
    return stand(behind, given)


_IDENTITY, _ENDPOINT = "identity-based policy", "VPC endpoint policy"


@pytest.mark.parametrize(
    ("given", "layer", "because"),
    [
        (judge([{**_ALL[0], "Action": "ecr:*"}]), _IDENTITY, f"because no {_IDENTITY} allows the"),
        (judge(_without("secretsmanager:*")), _IDENTITY, f"with an explicit deny in an {_IDENTITY}"),
        (judge(_ALL, {"secretsmanager": _closed("logs:*")}), _ENDPOINT, f"because no {_ENDPOINT} allows the"),
        (judge(_ALL), "", ""),
    ],
)
def test_an_api_denies_in_awss_words(behind: Behind, given: Judge, layer: str, because: str) -> None:
    """Who, what, on which resource and because of which policy; with both open the call works."""
    for standing in _standing(behind, given):
        got = standing.call("secretsmanager", "secretsmanager", _SECRET, {"SecretId": "db"})
        told = standing.front.record.since()[-1]
        assert told.denied_by == layer
        if not layer:
            assert got.status == 200
            continue
        assert (got.status, got.json["__type"]) == (400, "AccessDeniedException")
        assert (
            f"assumed-role/exec/task is not authorized to perform: {_SECRET.replace('.', ':')}" in got.json["message"]
        )
        assert f"on resource: {behind.secret} {because}" in got.json["message"]


def test_each_part_of_a_pull_is_denied_by_its_own_action(behind: Behind) -> None:
    """Token, manifest and layer each need their own action, and the registry answers with its own form of denial."""
    for standing in _standing(behind, judge(_without("ecr:GetAuthorizationToken"))):
        got = standing.call("ecr.api", "ecr", "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken", {})
        assert "ecr:GetAuthorizationToken on resource: *" in got.json["message"]
    for action, path in (
        ("ecr:BatchGetImage", "/v2/app/manifests/1.0"),
        ("ecr:GetDownloadUrlForLayer", f"/v2/app/blobs/{behind.layer_digest}"),
    ):
        for standing in _standing(behind, judge(_without(action))):
            got = standing.pull(path, standing.token())
            assert (got.status, got.json["errors"][0]["code"]) == (403, "DENIED")
            assert (
                f"{action} on resource: arn:aws:ecr:{REGION}:123456789012:repository/app"
                in got.json["errors"][0]["message"]
            )
            other = f"/v2/app/blobs/{behind.layer_digest}" if "Batch" in action else "/v2/app/manifests/1.0"
            assert standing.pull(other, standing.token()).status < 400


@pytest.mark.parametrize(
    ("policy", "status"),
    [
        (OPEN, 200),
        (_closed("s3:GetObject"), 200),
        (_closed("s3:PutObject"), 403),
        ({"Statement": {**_closed("s3:*")["Statement"], "Principal": {"AWS": "123456789012"}}}, 403),
        ({"Statement": {**_closed("s3:*")["Statement"], "Resource": "arn:aws:s3:::mine/*"}}, 403),
    ],
)
def test_layers_pass_the_gateway_endpoints_policy_alone(behind: Behind, policy: dict[str, Any], status: int) -> None:
    """The role's policies do not count for what ECR signed: the bucket, the action and the principal `*` do."""
    for standing in _standing(behind, judge(_without("s3:*"), {"s3": policy})):
        url = standing.pull(f"/v2/app/blobs/{behind.layer_digest}", standing.token()).headers["Location"]
        got = standing.ask("s3", url)
        assert got.status == status
        assert (b"<Code>AccessDenied</Code>" in got.body) is (status == 403)


def test_the_public_path_has_no_endpoints_policy(behind: Behind) -> None:
    """What goes by the internet is judged by the role's policies alone."""
    closed = dict.fromkeys(("secretsmanager",), _closed("logs:*"))
    for standing in _standing(behind, judge(_ALL, closed)):
        assert standing.call("outside", "secretsmanager", _SECRET, {"SecretId": "db"}).status == 200
        assert standing.call("secretsmanager", "secretsmanager", _SECRET, {"SecretId": "db"}).status == 400


def test_what_was_not_enforced_is_said(behind: Behind) -> None:
    """A condition that the evaluator does not know lets a call through and says so; so does a lab without a judge."""
    unknown = [{**_ALL[0], "Condition": {"Bool": {"aws:SecureTransport": "true"}}}]
    for given, said in ((judge(unknown), "aws:SecureTransport"), (None, "no policies"), (judge(_ALL), "")):
        for standing in _standing(behind, given):
            assert standing.call("secretsmanager", "secretsmanager", _SECRET, {"SecretId": "db"}).status == 200
            assert said in " ".join(standing.front.record.since()[-1].unenforced)
            assert bool(standing.front.record.since()[-1].unenforced) is bool(said)


def test_a_step_can_be_made_without_the_one_before(behind: Behind) -> None:
    """What is told aside is what the wire would have told: the token is the role's, the URL is signed."""
    for standing in _standing(behind, judge(_without("ecr:GetAuthorizationToken"))):
        aside = standing.front.aside()
        host = f"123456789012.dkr.ecr.{REGION}.amazonaws.com"
        token = f"Basic {aside.token('ASIAEXECUTIONROLE00', REGION)}"
        assert standing.pull("/v2/app/manifests/1.0", token).body == aside.manifest(host, "app", "1.0")
        assert aside.manifest(host, "app", "2.0") is None
        assert standing.ask("s3", aside.layer_url(host, "app", behind.layer_digest)).body == behind.layer
        assert isinstance(standing, Standing)
