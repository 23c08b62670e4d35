"""The root module, file by file, in the order in which a reader wants them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from sealane.records import dataclass
from sealane.startup.needs import TaskSteps
from sealane.terraform.files.autoscaling import autoscaling
from sealane.terraform.files.draft import Draft
from sealane.terraform.files.drafting import draft_of
from sealane.terraform.files.endpoints import endpoints
from sealane.terraform.files.flow_logs import flow_logs
from sealane.terraform.files.load_balancers import load_balancers
from sealane.terraform.files.lookups import lookups
from sealane.terraform.files.network import network
from sealane.terraform.files.outputs import outputs
from sealane.terraform.files.roles import roles
from sealane.terraform.files.security_groups import security_groups
from sealane.terraform.files.services import services
from sealane.terraform.files.storage import storage
from sealane.terraform.files.variables import values, variables
from sealane.terraform.files.versions import versions
from sealane.terraform.hcl import Item, document
from sealane.world.tasks import Setting

if TYPE_CHECKING:
    from sealane.spec.document import Spec
    from sealane.startup.supply import Supply


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of a module: its name, with folders only beside the module's own Terraform, and its text."""

    name: str
    text: str


FILES: tuple[tuple[str, Callable[[Draft], Iterable[Item]]], ...] = (
    ("versions.tf", versions),
    ("variables.tf", variables),
    ("data.tf", lookups),
    ("network.tf", network),
    ("flow_logs.tf", flow_logs),
    ("security_groups.tf", security_groups),
    ("endpoints.tf", endpoints),
    ("roles.tf", roles),
    ("storage.tf", storage),
    ("load_balancer.tf", load_balancers),
    ("service.tf", services),
    ("autoscaling.tf", autoscaling),
    ("outputs.tf", outputs),
    ("terraform.tfvars", values),
)


def write(spec: Spec, tasks: tuple[TaskSteps, ...], setting: Setting, supply: Supply | None) -> tuple[File, ...]:
    """Return the files of the root module for a spec and the steps of its tasks; none of them is empty.

    `supply` says what an existing VPC lacks; it is given exactly when the spec names one.
    """
    return written(draft_of(spec, tasks, setting, supply))


def written(draft: Draft) -> tuple[File, ...]:
    """Return the files of a draft; none of them is empty."""
    contents = ((name, tuple(part(draft))) for name, part in FILES)
    return tuple(File(name=name, text=document(items)) for name, items in contents if items)
