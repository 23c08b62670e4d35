"""`README.md` of the module: what it makes, how to call it, its inputs and outputs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sealane.terraform.files.draft import Draft
from sealane.terraform.files.endpoints import reason
from sealane.terraform.files.module.example import call, module_label
from sealane.terraform.files.outputs import outputs
from sealane.terraform.files.variables import variables
from sealane.terraform.hcl import Block, document
from sealane.terraform.hcl_values import Value, rendered


def readme(draft: Draft) -> str:
    """Return the text of the README."""
    return "\n".join([*_head(draft), *_usage(draft), *_inputs(draft), *_outputs(draft), *_tests()])


def _head(draft: Draft) -> Iterator[str]:
    names = ", ".join(f"`{service.name}`" for service in draft.services)
    where = "a VPC that is there already" if draft.spec.network.existing else "a VPC of its own"
    yield f"# {draft.spec.name} on AWS Fargate, without internet"
    yield ""
    yield f"Runs {names} from private Amazon ECR in {where}, in {draft.setting.region}, with no route to the internet."
    yield "Each endpoint is here because a call needs it that Fargate or the containers make:"
    yield ""
    yield "| endpoint | what needs it |"
    yield "| --- | --- |"
    for need in draft.created:
        yield f"| `{need.service_name}` | {_cell(reason(need))} |"
    yield ""


def _usage(draft: Draft) -> Iterator[str]:
    yield "## Usage"
    yield ""
    yield "```hcl"
    yield document([call(draft, f"./{module_label(draft)}")]).rstrip("\n")
    yield "```"
    yield ""
    yield f"The provider's Region must be {draft.setting.region}; the plan refuses another one."
    yield "[examples/basic](examples/basic/main.tf) is a whole root module."
    yield f"After an apply, `module.{module_label(draft)}.services` has the names of the services."
    yield ""


def _inputs(draft: Draft) -> Iterator[str]:
    yield "## Inputs"
    yield ""
    yield "| name | description | type | default |"
    yield "| --- | --- | --- | --- |"
    for each in _labelled(variables(draft), "variable"):
        about = _attributes(each)
        default = f"`{rendered(about['default'])}`" if "default" in about else "required"
        yield f"| `{each.labels[0]}` | {_cell(about['description'])} | `{rendered(about['type'])}` | {default} |"
    yield ""


def _outputs(draft: Draft) -> Iterator[str]:
    yield "## Outputs"
    yield ""
    yield "| name | description |"
    yield "| --- | --- |"
    for each in _labelled(outputs(draft), "output"):
        yield f"| `{each.labels[0]}` | {_cell(_attributes(each)['description'])} |"
    yield ""


def _tests() -> Iterator[str]:
    yield "## Tests"
    yield ""
    yield "`terraform init && terraform test` plans the module against a mocked provider: no account is asked."
    yield "`sealane prove .` says whether each task will start, and whether the network is sealed."
    yield ""


def _labelled(items: Iterable[Block], kind: str) -> Iterator[Block]:
    return (item for item in items if item.type == kind)


def _attributes(item: Block) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for part in item.body:
        if isinstance(part, dict):
            found |= part
    return found


def _cell(text: Value) -> str:
    return str(text).replace("|", "\\|").replace("\n", "<br>")
