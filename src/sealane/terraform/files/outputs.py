"""`outputs.tf`: what a person needs next."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sealane.terraform.files.draft import Draft, Service
from sealane.terraform.hcl import Block
from sealane.terraform.hcl_values import Value, reference, template

_CLUSTER = reference("aws_ecs_cluster.main.name")


def outputs(draft: Draft) -> Iterator[Block]:
    """Yield the outputs; what is per service is a map by the service's name in the spec."""
    yield _output("cluster", "Name of the ECS cluster", _CLUSTER)
    yield _output("services", "Names of the ECS services", _each(draft, lambda s: s.of("aws_ecs_service", "", "name")))
    groups = _each(draft, lambda s: s.of("aws_cloudwatch_log_group", "", "name"))
    yield _output("log_groups", "Log group of each service", groups)
    images = _each(draft, lambda s: reference(f"local.{s.label}_image_uri"))
    yield _output("images", "Image that each service runs", images)
    yield _output("vpc_id", "VPC that the tasks run in", draft.place.vpc)
    yield _output("subnet_ids", "Subnets that the tasks run in", list(draft.place.subnet_ids))
    balanced = {s.name: s.of("aws_lb", "", "dns_name") for s in draft.services if s.workload.load_balancer}
    if balanced:
        yield _output("load_balancers", "DNS names of the internal load balancers", balanced)
    commands = {s.name: _exec_command(s) for s in draft.services if s.workload.exec}
    if commands:
        yield _output("exec_commands", "How to open a shell in a running container; TASK is a task's id", commands)


def _each(draft: Draft, value: Callable[[Service], Value]) -> dict[str, Value]:
    """Return a value for each service."""
    return {service.name: value(service) for service in draft.services}


def _exec_command(service: Service) -> Value:
    """Return the AWS CLI's command for ECS Exec."""
    shell = "powershell.exe" if service.is_windows else "/bin/sh"
    return template(
        "aws ecs execute-command --cluster ",
        _CLUSTER,
        f" --container {service.name} --interactive --command {shell} --task TASK",
    )


def _output(name: str, description: str, value: Value) -> Block:
    """Return an output."""
    return Block("output", (name,), ({"description": description, "value": value},))
