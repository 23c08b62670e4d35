"""What a fix says can be done as it says, and opens no more than a step needs."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import pytest

from sealane.fixes.change import Change, Proposal
from sealane.fixes.offer import proposal_for
from sealane.proof.prove import prove
from sealane.report.fixes import fix_of
from sealane.verbs.mending.matter import Matter
from sealane.verdicts.fix import Fix
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.network_acls import NetworkAcl
from sealane.world.policies import Role
from sealane.world.security_groups import SecurityGroup
from sealane.world.values import Known
from sealane.world.world import Source, world_of
from tests.unit.verbs.mending.styles import granted
from tests.worlds.render.account.commands import commands
from tests.worlds.wounds.everything import WOUNDS

_IDS = re.compile(r"(?<![\w-])(subnet|sg|rtb|vpce|vpc|acl)-[a-z-]+\b")
_EVERYWHERE = {"0.0.0.0/0", "::/0"}
# What AWS gives no resource: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
_WITHOUT_RESOURCE = {"ecr:GetAuthorizationToken"}


@cache
def _offers() -> tuple[tuple[str, Change, Fix], ...]:
    """Return every change that is offered for any wound, with its wound and its words."""
    found = []
    for name, wound in WOUNDS.items():
        (wounded,) = prove(wound.broken).services
        for finding in wounded.findings:
            offer = proposal_for(finding, wounded, wound.broken)
            if offer is not None:
                found += [(name, change, fix_of(offer)) for change in offer.changes]
    return tuple(found)


def test_every_command_is_one_of_the_cli() -> None:
    """The CLI takes each command of each fix: its operation, its options, and the form of their values."""
    seen = 0
    for _, _, fix in _offers():
        # The account knows everything by longer ids, also a VPC's main table, and the cluster of a service.
        told = fix.cli.replace("<vpc-main#main-route-table>", "rtb-a").replace("<the cluster>", "main")
        text = _IDS.sub(r"\1-0123456789abcdef0", told)
        seen += len(list(commands(text, defaultdict(lambda: "sg-0123456789abcdef0"))))
    assert seen > len(_offers()) / 2


@pytest.mark.parametrize(
    "line",
    [
        "aws ec2 open-everything --vpc-id vpc-1",
        "aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-1 --private-dns",
        "aws ec2 create-network-acl-entry --network-acl-id acl-1 --rule-number many",
        "aws ec2 delete-route --route-table-id <a table>",
    ],
)
def test_what_the_cli_does_not_take_is_noticed(line: str) -> None:
    """An operation, an option or a value that the CLI does not know, or a place left to fill, is an error."""
    with pytest.raises(ValueError, match=r"open-everything|private-dns|many|<a"):
        list(commands(line, {}))


def test_no_fix_opens_more_than_its_step_needs() -> None:
    """No fix lets anybody in or out from everywhere, nor every action, nor every resource where one is known."""
    for name, change, fix in _offers():
        assert not set(_peers(change)) & _EVERYWHERE, name
        for statement in _statements(change):
            assert statement["Action"] != "*", name
            assert all("*" not in action for action in _listed(statement["Action"])), name
            if statement.get("Resource") == "*" or "*" in _listed(statement.get("Resource", [])):
                assert set(_listed(statement["Action"])) <= _WITHOUT_RESOURCE, name
            gateway = isinstance(change.after, Endpoint) and change.after.kind is EndpointKind.GATEWAY
            assert statement.get("Principal") != "*" or gateway, name
        added = [line for line in fix.terraform.splitlines() if not line.startswith("#")]
        assert not any(everywhere in line for line in added for everywhere in _EVERYWHERE), name


def _peers(change: Change) -> Iterator[object]:
    after, before = change.after, change.before
    if isinstance(after, SecurityGroup):
        old = before.rules if isinstance(before, SecurityGroup) else ()
        yield from (rule.peer.value for rule in after.rules if rule not in old and isinstance(rule.peer, Known))
    if isinstance(after, NetworkAcl):
        entries = before.entries if isinstance(before, NetworkAcl) else ()
        yield from (one.cidr.value for one in after.entries if one not in entries and isinstance(one.cidr, Known))


def _statements(change: Change) -> Iterator[dict[str, object]]:
    """Yield the statements that are new in any policy of the fact."""
    if isinstance(change.after, Endpoint) and change.before is None:
        # AWS's own policy of a new endpoint: it keeps nobody of the VPC from what they use the service for.
        return
    old = [one for document in _documents(change.before) for one in document]
    yield from (one for document in _documents(change.after) for one in document if one not in old)


def _documents(fact: object) -> Iterator[list[dict[str, object]]]:
    values = [getattr(fact, "policy", None), getattr(fact, "trust", None)]
    if isinstance(fact, Role) and isinstance(fact.inline, Known):
        values += [policy.document for policy in fact.inline.value]
    for value in values:
        if isinstance(value, Known) and isinstance(value.value, str) and value.value:
            found = json.loads(value.value)["Statement"]
            yield found if isinstance(found, list) else [found]


def _listed(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def test_what_has_a_name_is_no_wildcard() -> None:
    """What has no ARN before its apply is named by its address, in a snippet as in a change of a file."""
    style = granted("")
    matter = Matter(world=world_of(Source(kind="test", name="a plan"), style.facts), findings=style.findings)
    text = fix_of(Proposal(changes=style.changes), matter).terraform
    assert "Resource = aws_secretsmanager_secret.db.arn" in text
    assert "*" not in text
