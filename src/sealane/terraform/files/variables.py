"""`variables.tf` and `terraform.tfvars`: what changes from one deployment to the next."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from sealane.grammar.limits import TASKS_PER_SERVICE
from sealane.grammar.sizes import SOURCE, Size, offered
from sealane.terraform.files.draft import Draft, Service
from sealane.terraform.files.images import IMAGE_PATTERN
from sealane.terraform.hcl import Block, block
from sealane.terraform.hcl_values import Code, Value

_OLD_PLATFORMS = frozenset({"1.3.0"})
# A longer series with one step reads better as a range.
_LISTED = 3


def variables(draft: Draft) -> Iterator[Block]:
    """Yield the variables of each service, and the sizes that they are checked against."""
    for service in draft.services:
        yield _image(service)
        yield _number(service, "cpu", "CPU units of one task of {}, 1024 to a vCPU", service.workload.cpu)
        yield _number(service, "memory", "MiB of memory of one task of {}", service.workload.memory)
        yield _number(service, "desired_count", _count_text(service), service.workload.desired_count)
    yield block(
        "locals",
        {"image_pattern": Code(f'"{IMAGE_PATTERN}"')},
        comment="Images of private ECR: with a registry, or without one for this account's own.",
    )
    tables = dict.fromkeys((table_name(service), _rows(service)) for service in draft.services)
    yield block(
        "locals",
        {name: {str(size.cpu): _amounts(size) for size in rows} for name, rows in tables},
        comment=f"MiB of memory that Fargate offers for each number of CPU units.\n{SOURCE}",
    )


def values(draft: Draft) -> Iterator[dict[str, Value]]:
    """Yield the values of `terraform.tfvars`: the images, which have no default."""
    yield {f"{service.label}_image": service.workload.image for service in draft.services}


def _count_text(service: Service) -> str:
    """Return the description of the number of tasks."""
    return (
        "Tasks of {} to start with; autoscaling decides from then on" if service.workload.autoscaling else "Tasks of {}"
    )


def _image(service: Service) -> Block:
    """Return the variable of a service's image."""
    name = f"{service.label}_image"
    return Block(
        "variable",
        (name,),
        (
            {
                "type": Code("string"),
                "description": f"Image of {service.name} in private ECR: `repository:tag`, `repository@sha256:…`, "
                "or the full URI, also of another account",
            },
            _validation(
                f"can(regex(local.image_pattern, var.{name}))",
                f"{name} must be repository:tag, repository@sha256:<64 hexadecimal digits>, or such a name after "
                "<account>.dkr.ecr.<region>.<suffix>/; tasks without internet can pull from private ECR only.",
            ),
        ),
    )


def _number(service: Service, purpose: str, description: str, default: int) -> Block:
    """Return a variable for a whole number."""
    name = f"{service.label}_{purpose}"
    return Block(
        "variable",
        (name,),
        (
            {"type": Code("number"), "description": description.format(service.name), "default": default},
            _VALIDATIONS[purpose](service),
        ),
    )


def _cpu(service: Service) -> Block:
    """Return the check of CPU units."""
    name = f"{service.label}_cpu"
    rows = ", ".join(str(size.cpu) for size in _rows(service))
    return _validation(
        f"contains(keys(local.{table_name(service)}), tostring(var.{name}))",
        f"{name} must be one of {rows}.",
    )


def _memory(service: Service) -> Block:
    """Return the check of memory, which depends on the CPU units."""
    cpu, memory = f"{service.label}_cpu", f"{service.label}_memory"
    return _validation(
        f"contains(lookup(local.{table_name(service)}, tostring(var.{cpu}), [var.{memory}]), var.{memory})",
        f"Fargate does not offer {memory} with {cpu}; local.{table_name(service)} lists what it offers.",
    )


def _count(service: Service) -> Block:
    """Return the check of the number of tasks."""
    name, most = f"{service.label}_desired_count", TASKS_PER_SERVICE.most
    return _validation(
        f"var.{name} >= 0 && var.{name} <= {most} && floor(var.{name}) == var.{name}",
        f"{name} must be a whole number from 0 to {most}.",
    )


_VALIDATIONS = {"cpu": _cpu, "memory": _memory, "desired_count": _count}


def _validation(condition: str, message: str) -> Block:
    """Return a validation block."""
    return block("validation", {"condition": Code(condition), "error_message": message})


def _rows(service: Service) -> tuple[Size, ...]:
    """Return the sizes that a service can have."""
    newest = service.workload.platform_version not in _OLD_PLATFORMS
    return offered(windows=service.is_windows, newest=newest)


def table_name(service: Service) -> str:
    """Return the name of the local that lists the sizes a service can have."""
    if service.is_windows:
        return "windows_memory"
    return "linux_1_3_memory" if service.workload.platform_version in _OLD_PLATFORMS else "linux_memory"


def _amounts(size: Size) -> Value:
    """Return the amounts of memory of one row."""
    memory = size.memory
    steps = {later - earlier for earlier, later in itertools.pairwise(memory)}
    if len(memory) > _LISTED and len(steps) == 1:
        step = steps.pop()
        return Code(f"range({memory[0]}, {memory[-1] + step}, {step})")
    return list(memory)
