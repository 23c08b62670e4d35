"""Roles and policies from the many calls of IAM that tell about them."""

from __future__ import annotations

from typing import Any

from sealane.world.policies import Policy, Role
from sealane.world.values import Known, Unread
from tests.unit.readers.capture.paper import asked, only, plain, refused, world

ARN = "arn:aws:iam::111122223333:role/app"
TRUST = {"Version": "2012-10-17", "Statement": []}
ROLE: dict[str, Any] = {"Role": {"RoleName": "app", "Arn": ARN, "AssumeRolePolicyDocument": TRUST}}
NAMES: dict[str, Any] = {"PolicyNames": ["pull"]}
PULL: dict[str, Any] = {"RoleName": "app", "PolicyName": "pull", "PolicyDocument": {"Statement": []}}
ATTACHED: dict[str, Any] = {
    "AttachedPolicies": [{"PolicyName": "p", "PolicyArn": "arn:aws:iam::111122223333:policy/p"}]
}


def role(*calls: Any) -> Role:
    """Return the only role of a world."""
    return only(world(*calls), Role)


def test_role_has_trust_inline_attached_and_boundary() -> None:
    """Everything is known when every call answered, whoever tells which role the nameless ones are about."""
    bounded = {"Role": ROLE["Role"] | {"PermissionsBoundary": {"PermissionsBoundaryArn": "arn:aws:iam::1:policy/b"}}}
    calls = (
        (
            asked("iam:ListRolePolicies", NAMES, RoleName="app"),
            asked("iam:ListAttachedRolePolicies", ATTACHED, RoleName="app"),
        ),
        (plain(NAMES, "app/list-role-policies.json"), plain(ATTACHED, "list-attached-role-policies_app.json")),
    )
    for inline, attached in calls:
        found = role(bounded, inline, attached, PULL)
        assert (found.id, found.name, found.arn) == (ARN, Known("app"), Known(ARN))
        assert found.trust == Known('{"Version":"2012-10-17","Statement":[]}')
        assert found.attached == Known(("arn:aws:iam::111122223333:policy/p",))
        assert found.boundary == Known("arn:aws:iam::1:policy/b")
        assert isinstance(found.inline, Known)
        assert [policy.document for policy in found.inline.value] == [Known('{"Statement":[]}')]
    assert role(ROLE).boundary == Known("")


def test_trust_in_url_encoding_is_read() -> None:
    """The API itself encodes a document, which the CLI and the SDK undo."""
    encoded = {"Role": ROLE["Role"] | {"AssumeRolePolicyDocument": "%7B%22Statement%22%3A%5B%5D%7D"}}
    assert role(encoded).trust == Known('{"Statement":[]}')


def test_what_nobody_asked_is_unread() -> None:
    """Without the lists neither inline nor attached policies are known, with the action that would tell."""
    found = role(ROLE, PULL)
    assert isinstance(found.inline, Unread)
    assert isinstance(found.attached, Unread)
    assert (found.inline.action, found.attached.action) == ("iam:ListRolePolicies", "iam:ListAttachedRolePolicies")


def test_refused_document_is_unread_and_its_name_stays() -> None:
    """A listed policy whose document AWS refuses is a policy that nobody can read, and no policy less."""
    names = asked("iam:ListRolePolicies", NAMES, RoleName="app")
    found = role(ROLE, names, refused("iam:GetRolePolicy", RoleName="app", PolicyName="pull"))
    assert isinstance(found.inline, Known)
    (policy,) = found.inline.value
    assert policy.name == Known("pull")
    assert isinstance(policy.document, Unread)
    assert "AccessDenied" in policy.document.reason


def test_list_of_another_role_is_not_taken() -> None:
    """A file is about the role whose whole name it has, not about one whose name is a part of it."""
    other = {"Role": ROLE["Role"] | {"RoleName": "app-worker", "Arn": f"{ARN}-worker"}}
    found = world(ROLE, other, plain(NAMES, "list-role-policies-app-worker.json")).table(Role)
    assert isinstance(found[ARN].inline, Unread)
    assert isinstance(found[f"{ARN}-worker"].inline, Known)
    assert isinstance(role(ROLE, plain(NAMES, "list-role-policies-app-worker.json")).inline, Unread)
    assert isinstance(role(ROLE, plain(NAMES, "0007-iam-list-role-policies-app.json")).inline, Known)
    nameless = world(ROLE, plain(NAMES, "list-role-policies.json"))
    assert isinstance(only(nameless, Role).inline, Unread)
    assert any("which role" in gap.why.reason for gap in nameless.gaps)


def test_authorization_details_say_everything() -> None:
    """One answer has roles and customer managed policies with their default versions."""
    versions = [
        {"VersionId": "v1", "IsDefaultVersion": False, "Document": {"Statement": ["old"]}},
        {"VersionId": "v2", "IsDefaultVersion": True, "Document": {"Statement": ["new"]}},
    ]
    policy = {"PolicyName": "p", "Arn": "arn:aws:iam::111122223333:policy/p", "PolicyVersionList": versions}
    detail = ROLE["Role"] | {
        "RolePolicyList": [{"PolicyName": "pull", "PolicyDocument": {"Statement": []}}],
        "AttachedManagedPolicies": ATTACHED["AttachedPolicies"],
    }
    found = world({"RoleDetailList": [detail], "Policies": [policy], "UserDetailList": [], "GroupDetailList": []})
    assert only(found, Role).attached == Known(("arn:aws:iam::111122223333:policy/p",))
    assert only(found, Role).boundary == Known("")
    assert only(found, Policy).document == Known('{"Statement":["new"]}')


def test_managed_policy_has_the_default_version() -> None:
    """Only the default version counts, told by parameters or by the file's name; without it the document is unread."""
    key = "arn:aws:iam::111122223333:policy/reader"
    policy = {"Policy": {"PolicyName": "reader", "Arn": key, "DefaultVersionId": "v2"}}
    new = {"PolicyVersion": {"VersionId": "v2", "Document": {"Statement": ["new"]}}}
    old = {"PolicyVersion": {"VersionId": "v1", "Document": {"Statement": ["old"]}}}
    for answer in (asked("iam:GetPolicyVersion", new, PolicyArn=key), plain(new, "policies/reader-v2.json")):
        assert only(world(policy, answer), Policy).document == Known('{"Statement":["new"]}')
    assert isinstance(only(world(policy, asked("iam:GetPolicyVersion", old, PolicyArn=key)), Policy).document, Unread)
    assert isinstance(only(world(policy), Policy).document, Unread)


def test_boundary_is_unread_where_roles_are_only_listed() -> None:
    """`list-roles` leaves the boundary out, so that none there means nothing."""
    listed = {"Roles": [ROLE["Role"]]}
    assert isinstance(role(listed).boundary, Unread)
    assert role(listed, ROLE).boundary == Known("")
