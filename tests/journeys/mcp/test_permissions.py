"""What the MCP server does not do: read outside of its folders, run Terraform, ask the account, or write."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sealane.errors import InputError
from sealane.mcp.calls import answered, takes
from sealane.mcp.permissions import Permissions
from sealane.mcp.places import inside
from sealane.mcp.tool import Tool
from sealane.mcp.tools import TOOLS
from tests.journeys.pipelines.conftest import PLAN, ROOT

BY_NAME = {tool.name: tool for tool in TOOLS}
PROVE = BY_NAME["prove"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a folder with a plan, a folder with one, and links: two that stay inside, and two that lead out."""
    folder = (tmp_path / "root").resolve()
    (folder / "deep").mkdir(parents=True)
    for path in (folder / "plan.json", folder / "deep" / "plan.json", tmp_path / "secret.json"):
        path.write_bytes(PLAN.read_bytes())
    (folder / "link.json").symlink_to("plan.json")
    (folder / "inner").symlink_to("deep")
    (folder / "out.json").symlink_to(tmp_path / "secret.json")
    (folder / "up").symlink_to("..")
    (folder / "ring").symlink_to("ring")
    return folder


def codes(tool: Tool, permissions: Permissions, **arguments: Any) -> list[str]:
    """Return the codes of the problems that a call ends with, none when it answers."""
    answer, failed = answered(tool, arguments, permissions)
    return [problem["code"] for problem in answer.document["problems"]] if failed else []


@pytest.mark.parametrize("name", ["plan.json", "./deep/../plan.json", "link.json", "inner/plan.json", "deep/plan.json"])
def test_what_is_inside_is_read(root: Path, name: str) -> None:
    """A path that ends inside is read, also by links and detours, and also when it is given from the top."""
    permissions = Permissions(roots=(root,))
    assert codes(PROVE, permissions, source=name) == []
    assert codes(PROVE, permissions, source=str(root / name)) == []


@pytest.mark.parametrize(
    "name",
    [
        "../secret.json",
        "out.json",
        "up/secret.json",
        "deep/../../secret.json",
        "/etc/passwd",
        "ring",
        "-",
        "a\0b",
        "..",
    ],
)
def test_what_is_outside_is_not(root: Path, name: str) -> None:
    """Whatever way a path takes out, it is refused by every argument that names one, and nothing is told of it."""
    permissions = Permissions(roots=(root,), terraform=True)
    refused = ["path-outside-roots"]
    assert codes(PROVE, permissions, source=name) == refused
    assert codes(PROVE, permissions, source="plan.json", config=name) == refused
    assert codes(PROVE, permissions, source="plan.json", variable_files=[name]) == refused
    assert codes(BY_NAME["endpoints"], permissions, file=name, region="us-east-1") == refused
    assert codes(BY_NAME["diagnose"], permissions, message="CannotPullContainerError", evidence=[name]) == refused


PARTS = st.sampled_from(
    ["..", ".", "", "deep", "inner", "up", "ring", "plan.json", "out.json", "link.json", "-", "~", "a"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(PARTS, min_size=1, max_size=7), top=st.booleans())
def test_no_path_leads_out(root: Path, parts: list[str], *, top: bool) -> None:
    """Whatever a path is made of, it is refused or ends inside, and what is returned is a path without any link."""
    name = ("/" if top else "") + "/".join(parts)
    try:
        found = inside(name, Permissions(roots=(root,)))
    except InputError:
        return
    assert found.path.resolve() == found.path
    assert found.path.is_relative_to(root)


def test_a_folder_with_a_way_out_is_not_read(root: Path) -> None:
    """A folder is read with what is in it, so a link in it that leads out is one too many."""
    capture = root / "capture"
    capture.mkdir()
    (capture / "vpcs.json").write_text('{"Vpcs": []}')
    assert codes(PROVE, Permissions(roots=(root,)), source="capture") == []
    (capture / "more.json").symlink_to("/etc/hostname")
    assert codes(PROVE, Permissions(roots=(root,)), source="capture") == ["path-outside-roots"]


def test_a_pipe_is_not_waited_for(root: Path) -> None:
    """What is neither a file nor a folder is refused instead of read for ever."""
    os.mkfifo(root / "pipe")
    assert codes(PROVE, Permissions(roots=(root,)), source="pipe") == ["path-no-file"]


def test_a_second_root_counts(root: Path, tmp_path: Path) -> None:
    """A path is looked for in each root in turn; one that is in none is placed in the first, as missing."""
    other = (tmp_path / "other").resolve()
    other.mkdir()
    (other / "own.json").write_bytes(PLAN.read_bytes())
    permissions = Permissions(roots=(root, other))
    assert inside("own.json", permissions).root == other
    assert inside("plan.json", permissions).root == root
    assert codes(PROVE, permissions, source="own.json") == []
    assert codes(PROVE, permissions, source="nowhere.json") == ["source-missing"]
    with pytest.raises(InputError):
        inside("../secret.json", permissions)


def test_terraform_is_not_run_unasked(root: Path) -> None:
    """A directory with Terraform is refused, and the argument for one unknown, unless the server was told otherwise."""
    (root / "main.tf").write_text("")
    assert codes(PROVE, Permissions(roots=(root.parent.resolve(),)), source="root/deep") == ["source-unrecognised"]
    (root / "deep" / "main.tf").write_text("")
    assert codes(PROVE, Permissions(roots=(root,)), source="deep") == ["terraform-not-permitted"]
    assert codes(PROVE, Permissions(roots=(root,)), source="plan.json", config="deep") == ["argument-invalid"]
    assert "config" in takes(PROVE, Permissions(roots=(root,), terraform=True))["properties"]


def test_the_account_is_not_read_unasked(root: Path) -> None:
    """No argument names the account unless the server was told `--live`, and without one there is nothing to read."""
    permissions = Permissions(roots=(root,))
    assert codes(PROVE, permissions, live=True) == ["argument-invalid"]
    assert codes(PROVE, permissions) == ["source-unclear"]
    assert codes(BY_NAME["diagnose"], permissions, tasks=["arn"]) == ["argument-invalid"]
    live = Permissions(roots=(root,), live=True)
    assert {"live", "clusters", "services"} <= set(takes(PROVE, live)["properties"])
    assert codes(PROVE, live, live=True, source="plan.json") == ["source-unclear"]


def test_nothing_is_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every tool that needs no account leaves the folder and the working directory as they were."""
    monkeypatch.chdir(root)
    before = sorted(root.rglob("*"))
    permissions = Permissions(roots=(root,))
    image = {"image": "demo/app:1.0", "region": "us-east-1"}
    assert codes(PROVE, permissions, source="plan.json") == []
    assert codes(BY_NAME["endpoints"], permissions, **image) == codes(BY_NAME["policies"], permissions, **image) == []
    assert codes(BY_NAME["diagnose"], permissions, message="CannotPullContainerError: i/o timeout") == []
    assert sorted(root.rglob("*")) == before
    assert [tool.name for tool in TOOLS if {"save", "output"} & set(takes(tool, permissions)["properties"])] == []


MISTAKES: dict[str, tuple[str, dict[str, Any], str]] = {
    "an argument that is none": ("prove", {"sauce": "plan.json"}, "argument-invalid"),
    "a list that is none": ("prove", {"source": "plan.json", "subnets": "a"}, "argument-invalid"),
    "a port that is none": (
        "trace",
        {"source": "plan.json", "from": "a", "to": "b", "port": 70_000},
        "argument-invalid",
    ),
    "no goal": ("trace", {"source": "plan.json", "from": "a"}, "argument-invalid"),
    "nobody there": ("trace", {"source": "plan.json", "from": "a", "to": "internet"}, "from-not-found"),
    "no cause": ("explain", {"cause": "nothing"}, "argument-invalid"),
    "no task": ("policies", {}, "task-unclear"),
    "no message": ("diagnose", {"message": " "}, "diagnosis-unclear"),
    "an account that is none": ("prove", {"source": "plan.json", "account": "x"}, "account-invalid"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_as_the_command_line_tells_it(name: str, root: Path) -> None:
    """A wrong call is an error of the tool with the problem's code and words, and the status the command would have."""
    tool, arguments, code = MISTAKES[name]
    answer, failed = answered(BY_NAME[tool], arguments, Permissions(roots=(root,)))
    assert (failed, answer.document["status"]) == (True, 2)
    assert answer.document["problems"][0]["code"] == code
    assert f"[{code}]" in answer.text


def test_many_services_are_told_shortly(root: Path) -> None:
    """Of many services those that do not hold are told, and others with `only`; the verdict is that of all."""
    plan = ROOT / "tests" / "cases" / "plan_reading" / "everything" / "plan.json"
    (root / "plan.json").write_bytes(plan.read_bytes())
    permissions = Permissions(roots=(root,))
    whole, _ = answered(PROVE, {"source": "plan.json"}, permissions)
    some, _ = answered(PROVE, {"source": "plan.json", "only": ["nothing*"]}, permissions)
    assert (some.document["verdict"], some.document["services"]) == (whole.document["verdict"], [])
    assert some.text.endswith("services; `only` names others.")
    assert whole.document["services"] != []


def test_what_is_accepted_counts_as_at_the_command_line(root: Path) -> None:
    """The file of accepted findings in the root counts, a link out of it does not, and a wrong one is told."""
    permissions = Permissions(roots=(root,))
    accepted = root / ".sealane-accept.yaml"
    accepted.write_text("accept:\n  - cause: single-zone\n    because: a test\n")
    answer, _ = answered(PROVE, {"source": "plan.json"}, permissions)
    assert answer.document["acceptances"]["unmatched"][0]["because"] == "a test"
    accepted.write_text("accept: 3\n")
    assert codes(PROVE, permissions, source="plan.json") != []
    accepted.unlink()
    outside = root.parent / "accept.yaml"
    outside.write_text("accept: 3\n")
    accepted.symlink_to(outside)
    assert codes(PROVE, permissions, source="plan.json") == []
