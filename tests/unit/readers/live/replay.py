"""A live account that answers as a world stands: what the AWS CLI would print of it, taken apart by what is asked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sealane.readers.capture.captured import Capture, CapturedCall
from sealane.readers.capture.folder import read_folder
from sealane.readers.live.call import Call
from sealane.readers.live.door import Door
from sealane.world.world import World
from tests.unit.readers.live.account_in_memory import error
from tests.worlds.render.capture_folder import capture_of

_SECRETS = "secretsmanager:ListSecrets"
_RULES = "route53resolver:ListResolverRules"
CLUSTER = "arn:aws:ecs:us-east-1:111122223333:cluster/main"

# The CLI's answer is of everything in the Region, and the live reader asks for one VPC.
_WHOLE = frozenset(
    {
        "ec2:GetManagedPrefixListEntries",
        "route53resolver:ListFirewallRuleGroupAssociations",
        "route53resolver:ListResolverRuleAssociations",
    }
)
_EMPTY: Mapping[str, Mapping[str, Any]] = {
    "ec2:DescribeManagedPrefixLists": {"PrefixLists": []},
    "events:ListRuleNamesByTarget": {"RuleNames": []},
    "kms:ListAliases": {"Aliases": []},
    "pipes:ListPipes": {"Pipes": []},
    "scheduler:ListSchedules": {"Schedules": []},
    "stepfunctions:ListStateMachines": {"stateMachines": []},
}


@cache
def _rendered(world: World) -> Capture:
    with TemporaryDirectory() as folder:
        capture_of(world, Path(folder))
        return read_folder(Path(folder))


class Replay:
    """Carries calls to a world; `refused` are calls that are answered with an error of that code, `more` further ones.

    Filters are not heeded: an answer may tell of more than was asked, as an account may hold more.
    """

    def __init__(
        self,
        world: World,
        refused: Mapping[str, str] | None = None,
        more: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        self._calls = _rendered(world).calls
        self._refused, self._more = dict(refused or {}), dict(more or {})
        self.asked: list[str] = []

    def send(self, call: Call, region: str, parameters: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        """Answer with one page, and remember the call."""
        name = f"{call.service}:{call.operation}"
        self.asked.append(name)
        if name in self._refused:
            raise error(self._refused[name], f"{name} is refused", call.operation)
        if name in self._more:
            yield self._more[name]
            return
        yield self._derived(name, parameters) or self._found(name, region, parameters)

    def fetch(self, url: str, limit: int) -> bytes:
        """Serve nothing."""
        raise OSError((url, limit))

    def _derived(self, name: str, parameters: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Answer what the CLI's listing tells and the live reader asks one by one."""
        if name == "secretsmanager:DescribeSecret":
            wanted = str(parameters["SecretId"])
            return next(
                (one for one in self._listed(_SECRETS, "SecretList") if wanted in {one["ARN"], one["Name"]}), None
            )
        if name == "elbv2:DescribeTargetGroups":
            balancers = [one["LoadBalancerArn"] for one in self._listed("elbv2:DescribeLoadBalancers", "LoadBalancers")]
            groups = self._listed(name, "TargetGroups")
            return {"TargetGroups": [{**one, "LoadBalancerArns": balancers} for one in groups]}
        if name == "route53resolver:GetResolverRule":
            wanted = str(parameters["ResolverRuleId"])
            found = (one for one in self._listed(_RULES, "ResolverRules") if one["Id"] == wanted)
            return next(({"ResolverRule": one} for one in found), None)
        return None

    def _listed(self, call: str, key: str) -> Iterator[Mapping[str, Any]]:
        for one in self._calls:
            if one.call == call and one.answered:
                yield from one.output[key]

    def _found(self, name: str, region: str, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        left = [one for one in self._calls if one.call == name and one.region in {"", region}]
        for value in _words(parameters):
            word = value.rpartition("/")[2].rpartition(":")[2].lower()
            named = [one for one in left if one.file.lower().endswith(f"-{word}.json")]
            fits = named or [one for one in left if word in _text(one)]
            # An account's number, and what a list asks for beside others, need not stand in the answer.
            if fits or not (value.isdigit() or name in _WHOLE or value not in parameters.values()):
                left = fits
        if not left and name in _EMPTY:
            return _EMPTY[name]
        if not left or left[0].error:
            code = left[0].error if left else "ResourceNotFoundException"
            raise error(code, "there is none", name.partition(":")[2])
        return left[0].output


def _words(parameters: Mapping[str, Any]) -> Iterator[str]:
    for value in parameters.values():
        yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str))


def _text(call: CapturedCall) -> str:
    return f"{call.file} {json.dumps(call.output)}".lower()


def door_into(replay: Replay) -> Door:
    """Return a door into the account."""
    return Door(environ={"HOME": "/nowhere"}, region="us-east-1", line=replay)
