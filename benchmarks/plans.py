"""Plans of any size, in the form that Terraform prints, with faults whose causes are known.

`plan_template/` holds a root module with one network and one service, and the plan that Terraform made of it (Terraform
1.11.4, AWS provider 5.100). A large plan repeats the modules of that one under other names, twenty services to a
network; a fault changes the planned values as a change of the files would.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SERVICES_OF_A_NETWORK = 20
_TEMPLATE = Path(__file__).parent / "plan_template" / "plan.json"

Document = dict[str, Any]
Changes = Mapping[str, Document]
"""Resource changes by their address within the module."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wound:
    """A fault: the cause that a proof must name, whether it hurts a whole network, and what it changes."""

    cause: str
    network: bool
    make: Callable[[Changes], None]


def plan_of(services: int, wounds: Sequence[tuple[int, str]] = (), *, together: int = SERVICES_OF_A_NETWORK) -> bytes:
    """Return the plan of some services; `wounds` pairs the number of a service or network with a fault of `WOUNDS`.

    So many services stand `together` in one network.
    """
    document = json.loads(_TEMPLATE.read_text(encoding="utf-8"))
    networks = -(-services // together)
    parts = [_Part.of(document, "network_0"), _Part.of(document, "service_0")]
    by_level = {
        level: {number: WOUNDS[name] for number, name in wounds if WOUNDS[name].network is level}
        for level in (True, False)
    }
    made = [parts[0].copy(number, number, by_level[True].get(number)) for number in range(networks)]
    made += [parts[1].copy(one, one // together, by_level[False].get(one)) for one in range(services)]
    return _joined(document, made)


def causes_of(services: int, wounds: Sequence[tuple[int, str]]) -> dict[str, frozenset[str]]:
    """Return the causes that a proof must find, by the address of each service that is hurt."""
    found: dict[str, frozenset[str]] = {}
    for number in range(services):
        network = number // SERVICES_OF_A_NETWORK
        hurting = {
            WOUNDS[name].cause for place, name in wounds if place == (network if WOUNDS[name].network else number)
        }
        if hurting:
            found[f"module.service_{number}.aws_ecs_service.this"] = frozenset(hurting)
    return found


@dataclass(frozen=True, slots=True)
class _Part:
    """A module of the template in all places of the document: as texts, which are copied by replacing names."""

    name: str
    changes: Sequence[Document]
    planned: Document
    call: Document
    relevant: Sequence[Document]

    @classmethod
    def of(cls, document: Document, name: str) -> _Part:
        """Take a module out of the template."""
        address = f"module.{name}"
        planned = document["planned_values"]["root_module"]["child_modules"]
        return cls(
            name,
            [one for one in document["resource_changes"] if one.get("module_address") == address],
            next(one for one in planned if one["address"] == address),
            document["configuration"]["root_module"]["module_calls"][name],
            [one for one in document["relevant_attributes"] if one["resource"].startswith(f"{address}.")],
        )

    def copy(self, number: int, network: int, wound: Wound | None) -> _Copy:
        """Return the module under another number, hurt or whole."""
        return _Copy(
            f"{self.name.removesuffix('0')}{number}",
            _renamed(self._changes(wound), number, network),
            _renamed(_text(self.planned), number, network),
            _renamed(_text(self.call), number, network),
            _renamed(_inner(list(self.relevant)), number, network),
        )

    def _changes(self, wound: Wound | None) -> str:
        if wound is None:
            return _whole(self.name)
        changes = json.loads(json.dumps(list(self.changes)))
        wound.make({one["address"].removeprefix(f"module.{self.name}."): one["change"] for one in changes})
        return _inner(changes)


@dataclass(frozen=True, slots=True)
class _Copy:
    """The texts of a module under its own name."""

    name: str
    changes: str
    planned: str
    call: str
    relevant: str


@cache
def _whole(name: str) -> str:
    """Return the changes of a module that nothing hurts."""
    document = json.loads(_TEMPLATE.read_text(encoding="utf-8"))
    return _inner(list(_Part.of(document, name).changes))


def _renamed(text: str, number: int, network: int) -> str:
    text = text.replace("network_0", f"network_{network}").replace("network-0", f"network-{network}")
    return text.replace("service_0", f"service_{number}").replace("service-0", f"service-{number}")


def _text(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _inner(values: list[Document]) -> str:
    """Return the elements of a list as text, without its brackets."""
    return _text(values)[1:-1]


def _joined(document: Document, made: Sequence[_Copy]) -> bytes:
    """Put the copies in the places of the template's modules."""
    marks = {"changes": "\0changes", "planned": "\0planned", "calls": "\0calls", "relevant": "\0relevant"}
    document["resource_changes"] = [marks["changes"]]
    document["planned_values"]["root_module"]["child_modules"] = [marks["planned"]]
    document["configuration"]["root_module"]["module_calls"] = marks["calls"]
    document["relevant_attributes"] = [marks["relevant"]]
    text = _text(document)
    for name, inner in (
        ("changes", ",".join(one.changes for one in made)),
        ("planned", ",".join(one.planned for one in made)),
        ("calls", "{" + ",".join(f"{_text(one.name)}:{one.call}" for one in made) + "}"),
        ("relevant", ",".join(one.relevant for one in made if one.relevant)),
    ):
        text = text.replace(_text(marks[name]), inner)
    return text.encode()


def _after(changes: Changes, address: str) -> Document:
    after: Document = changes[address]["after"]
    return after


def _edit_json(changes: Changes, address: str, name: str, edit: Callable[[Any], None]) -> None:
    """Edit a JSON text within a planned value."""
    after = _after(changes, address)
    value = json.loads(after[name])
    edit(value)
    after[name] = _text(value)


def _drop_action(action: str) -> Callable[[Changes], None]:
    def edit(policy: Document) -> None:
        for statement in policy["Statement"]:
            if isinstance(statement["Action"], list):
                statement["Action"] = [one for one in statement["Action"] if one != action]

    return lambda changes: _edit_json(changes, "aws_iam_role_policy.execution", "policy", edit)


def _other_repository(changes: Changes) -> None:
    def edit(policy: Document) -> None:
        policy["Statement"][1]["Resource"] = "arn:aws:ecr:us-east-1:123456789012:repository/another"

    _edit_json(changes, "aws_iam_role_policy.execution", "policy", edit)


def _deny(changes: Changes) -> None:
    def edit(policy: Document) -> None:
        policy["Statement"].append({"Effect": "Deny", "Action": "ecr:BatchGetImage", "Resource": "*"})

    _edit_json(changes, "aws_iam_role_policy.execution", "policy", edit)


def _wrong_trust(changes: Changes) -> None:
    def edit(policy: Document) -> None:
        policy["Statement"][0]["Principal"]["Service"] = "ec2.amazonaws.com"

    _edit_json(changes, "aws_iam_role.execution", "assume_role_policy", edit)


def _public_image(changes: Changes) -> None:
    def edit(containers: list[Document]) -> None:
        containers[0]["image"] = "public.ecr.aws/nginx/nginx:1.27"

    _edit_json(changes, "aws_ecs_task_definition.this", "container_definitions", edit)


def _log_region(changes: Changes) -> None:
    def edit(containers: list[Document]) -> None:
        containers[0]["logConfiguration"]["options"]["awslogs-region"] = "eu-west-1"

    def anywhere(policy: Document) -> None:
        policy["Statement"][2]["Resource"] = "*"

    _edit_json(changes, "aws_ecs_task_definition.this", "container_definitions", edit)
    _edit_json(changes, "aws_iam_role_policy.execution", "policy", anywhere)


def _size(changes: Changes) -> None:
    _after(changes, "aws_ecs_task_definition.this")["memory"] = "4096"


def _egress_port(changes: Changes) -> None:
    _after(changes, "aws_vpc_security_group_egress_rule.endpoints").update(from_port=444, to_port=444)


def _private_dns_off(changes: Changes) -> None:
    _after(changes, 'aws_vpc_endpoint.interface["ecr.api"]')["private_dns_enabled"] = False


def _another_service(changes: Changes) -> None:
    _after(changes, 'aws_vpc_endpoint.interface["logs"]')["service_name"] = "com.amazonaws.us-east-1.sqs"


def _ingress_port(changes: Changes) -> None:
    _after(changes, "aws_vpc_security_group_ingress_rule.endpoints").update(from_port=80, to_port=80)


def _dns_off(changes: Changes) -> None:
    _after(changes, "aws_vpc.this")["enable_dns_hostnames"] = False


def _own_account_only(changes: Changes) -> None:
    change = changes["aws_vpc_endpoint.s3"]
    condition = {"StringEquals": {"aws:ResourceAccount": "123456789012"}}
    statement = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": condition}
    change["after"]["policy"] = _text({"Version": "2012-10-17", "Statement": [statement]})
    del change["after_unknown"]["policy"]


WOUNDS: Mapping[str, Wound] = {
    "no-manifest": Wound(cause="action-not-allowed", network=False, make=_drop_action("ecr:BatchGetImage")),
    "no-log-streams": Wound(cause="action-not-allowed", network=False, make=_drop_action("logs:CreateLogStream")),
    "other-repository": Wound(cause="resource-not-allowed", network=False, make=_other_repository),
    "denied": Wound(cause="explicitly-denied", network=False, make=_deny),
    "wrong-trust": Wound(cause="role-not-assumable", network=False, make=_wrong_trust),
    "public-image": Wound(cause="registry-not-private", network=False, make=_public_image),
    "log-region": Wound(cause="log-region-wrong", network=False, make=_log_region),
    "size": Wound(cause="size-not-offered", network=False, make=_size),
    "egress-port": Wound(cause="task-group-egress", network=False, make=_egress_port),
    "private-dns-off": Wound(cause="endpoint-private-dns-off", network=True, make=_private_dns_off),
    "another-service": Wound(cause="endpoint-missing", network=True, make=_another_service),
    "ingress-port": Wound(cause="endpoint-group-ingress", network=True, make=_ingress_port),
    "dns-off": Wound(cause="vpc-dns-off", network=True, make=_dns_off),
    "own-account-only": Wound(cause="endpoint-policy-denies", network=True, make=_own_account_only),
}
"""Every fault that can be put into a plan."""
