"""An account that somebody names stands wherever the caller's account was open, and nowhere else."""

from __future__ import annotations

from sealane.readers.linked.account import in_account
from sealane.world.policies import Policy
from sealane.world.services import Service
from sealane.world.tasks import Setting
from sealane.world.text import Hole, Partial
from sealane.world.values import Known, Origin, Unknown
from sealane.world.world import Source, World

ACCOUNT = "123456789012"
MINE = Hole("not known", "account", plain=True)
OTHER = Hole("not known", "aws_kms_key.k.id", plain=True)


def world(*facts: Policy | Service) -> World:
    """Return a world of some facts."""
    return World(source=Source(kind="terraform-directory", name="infra"), tables={}).with_facts(*facts)


def policy(resource: object) -> Policy:
    """Return a policy with one statement about a resource."""
    document = {"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": resource}]}
    return Policy(id="p", origin=Origin("p"), name=Known("p"), document=Known(document))


def test_text_becomes_known() -> None:
    """A text that only the account left open is text, also deep in a document."""
    open_text = Partial(("arn:aws:sqs:us-east-1:", MINE, ":queue"))
    settled = in_account(world(policy([open_text])), ACCOUNT).table(Policy)["p"]
    assert settled == policy([f"arn:aws:sqs:us-east-1:{ACCOUNT}:queue"])


def test_other_holes_stay() -> None:
    """What an apply decides stays open beside the account."""
    open_text = Partial(("arn:aws:kms:us-east-1:", MINE, ":key/", OTHER))
    settled = in_account(world(policy(open_text)), ACCOUNT).table(Policy)["p"]
    assert settled == policy(Partial((f"arn:aws:kms:us-east-1:{ACCOUNT}:key/", OTHER)))


def test_setting_is_known() -> None:
    """A service is in that account; one whose account was told is left alone."""
    for before, after in ((Unknown("not known"), ACCOUNT), (Known("210987654321"), "210987654321")):
        setting = Setting(partition="aws", region="us-east-1", account=before)
        service = Service(
            id="s",
            origin=Origin("s"),
            name=Known("s"),
            task_definition=Known("t"),
            subnets=Known(()),
            security_groups=Known(()),
            setting=setting,
        )
        found = in_account(world(service), ACCOUNT).table(Service)["s"]
        assert found.setting.account == Known(after)


def test_no_account_changes_nothing() -> None:
    """Without an account the world is the same object."""
    one = world(policy("*"))
    assert in_account(one, "") is one
