"""The page of the steps of a start: what each is, who makes it, what it asks, and what carries it.

The examples are the steps of a task definition that has everything, so a step without one is noticed.
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.records import replace
from sealane.spec.load import load_plainly
from sealane.startup.intent import steps_of, task_of
from sealane.startup.sequence import cards, steps
from sealane.startup.step import (
    Carrier,
    GatewayEndpoint,
    Interface,
    InterfaceEndpoint,
    MountTarget,
    NoPackets,
    Outside,
    Principal,
    Step,
    StepName,
)
from sealane.world.tasks import Setting
from sealane.world.values import Known

_SETTING = Setting(partition="aws", region="us-east-1", account=Known("123456789012"))
_SPEC = """\
version: 1
region: us-east-1
endpoints:
  aws_services: [sqs, dynamodb]
services:
  app:
    image: demo/app:1.0
    exec: true
    service_connect: true
    port: 8080
    secrets:
      PASSWORD: {secret: "arn:aws:secretsmanager:us-east-1:123456789012:secret:a-AbCdEf"}
      FEATURES: {parameter: /a}
    environment_files: ["arn:aws:s3:::bucket/a.env"]
    volumes:
      data: {path: /data}
"""
_WHO = {
    Principal.EXECUTION_ROLE: "the execution role",
    Principal.TASK_ROLE: "the task role",
    Principal.ECS: "ECS",
    Principal.NOBODY: "nobody: the address is signed",
}
_FROM = {
    Interface.TASK: "the task's network interface",
    Interface.FARGATE: "Fargate's own interface, outside of the VPC",
    Interface.CONTROL_PLANE: "the control plane of ECS",
}


def made() -> tuple[Step, ...]:
    """Return the steps of a task that has everything, and of one whose image is in a registry with credentials."""
    spec = load_plainly(_SPEC, "everything").spec
    task = task_of(spec, "app", _SETTING)
    secret = Known("arn:aws:secretsmanager:us-east-1:123456789012:secret:registry-AbCdEf")
    other = replace(task, containers=(replace(task.containers[0], repository_credentials=secret),))
    login = [step for step in steps(other, _SETTING) if step.name is StepName.REGISTRY_CREDENTIALS]
    return (*(step for one in steps_of(spec, _SETTING) for step in one.steps), *login)


def steps_page() -> str:
    """Return the page."""
    found = made()
    lines = [
        "# Steps of a start",
        "",
        "What Fargate does before a container runs, in this order, as far as AWS documents it.",
        "Which of them a task makes, follows from its task definition;",
        "[the proof](../explanation/proof.md) judges each one on its own.",
        "The hosts are those of `us-east-1`.",
    ]
    for number, card in enumerate(cards(), start=1):
        lines += ["", f"## {number}. {card.name}", "", f"{card.title}.", ""]
        lines += _rows([step for step in found if step.name is card.name])
        lines += ["", *(f"- <{link}>" for link in card.sources)]
    return "\n".join(lines) + "\n"


def _rows(found: list[Step]) -> Iterator[str]:
    yield "| question | answer |"
    yield "| --- | --- |"
    for label, values in (
        ("why", [step.because for step in found]),
        ("sent by", [_FROM[step.interface] for step in found]),
        ("to", [_host(step) for step in found]),
        ("carried by", [_carried(step.carrier) for step in found]),
        ("needs", [_asked(step) for step in found]),
        ("without it", ["the task does not start" if step.starts else "the task runs without it" for step in found]),
    ):
        told = [value for value in dict.fromkeys(values) if value]
        if told:
            yield f"| {label} | {'<br>'.join(told)} |"


def _host(step: Step) -> str:
    if not isinstance(step.host, Known) or not step.host.value:
        return ""
    return f"`{step.host.value}`, port {step.port}"


def _carried(carrier: Carrier) -> str:
    match carrier:
        case InterfaceEndpoint():
            return f"an interface endpoint of `{carrier.service_name}`"
        case GatewayEndpoint():
            return f"a gateway endpoint of `{carrier.service_name}`"
        case MountTarget():
            return "a mount target of the file system"
        case Outside():
            return f"no endpoint: {carrier.reason}"
        case NoPackets():
            return "nothing: no packet leaves the task"
    return f"not decided: {carrier.reason}"


def _asked(step: Step) -> str:
    asked = [
        f"{', '.join(f'`{action}`' for action in call.actions)} by {_WHO[call.principal]}"
        + (f", asked by {call.through}" if call.through else "")
        for call in step.calls
    ]
    return "<br>".join(asked)


def missing() -> set[StepName]:
    """Return the steps that the examples do not have."""
    return set(StepName) - {step.name for step in made()}
