"""The pages about pipelines and the MCP server are true: what they set is read. `tests/documentation/` runs them."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any

import yaml

from sealane.cli.program import program
from sealane.cli.proofs import FORMS
from sealane.mcp.tools import TOOLS
from tests.journeys.pipelines.conftest import ROOT

PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
MCP_PAGE = (ROOT / "docs" / "mcp.md").read_text(encoding="utf-8")
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
TEMPLATE = (ROOT / "ci" / "gitlab" / "sealane.yml").read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    """Return the fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def column(text: str, heading: str) -> set[str]:
    """Return the code in the first column of the table whose first heading this is."""
    rows = re.search(rf"^\| {re.escape(heading)} \|.*\n\| --- .*\n((?:\|.*\n)+)", text, re.MULTILINE)
    assert rows is not None, heading
    return {code for row in rows[1].splitlines() for code in re.findall(r"`([^`]+)`", row.split("|")[1])}


def test_options_in_settings_and_shell_blocks_exist() -> None:
    """Each call of sealane in a block of YAML or shell has only options that its verb has, and reads as one."""
    calls = re.findall(r"sealane ((?:prove|comment|mcp)\b[^\n#>]*)", "\n".join(blocks(PAGE, "(?:yaml|sh)")))
    assert len(calls) >= 3
    for call in calls:
        verb, *words = shlex.split(call)
        command = program.get_command(program.make_context("sealane", [verb]), verb)
        assert command is not None
        known = {name for parameter in command.params for name in parameter.opts}
        assert [word for word in words if word.startswith("--") and word not in known] == [], call


def test_the_workflow_fits_the_action() -> None:
    """The workflow that is shown gives inputs and asks for outputs that the action has, with no more permissions."""
    (workflow,) = [yaml.safe_load(one) for one in blocks(PAGE, "yaml") if "runs-on" in one]
    job = workflow["jobs"]["prove"]
    (step,) = [one for one in job["steps"] if one.get("id") == "sealane"]
    assert set(step["with"]) <= set(ACTION["inputs"])
    asked = set(re.findall(r"steps\.sealane\.outputs\.(\w+)", yaml.safe_dump(workflow)))
    assert asked <= set(ACTION["outputs"])
    assert workflow["permissions"] == {"contents": "read"}
    assert job["permissions"] == {"contents": "read", "pull-requests": "write", "security-events": "write"}
    pinned = re.compile(r"[\w/-]+@[0-9a-f]{40}|OWNER/sealane@COMMIT")
    assert [one["uses"] for one in job["steps"] if "uses" in one and not pinned.fullmatch(one["uses"])] == []
    assert column(PAGE, "input") == set(ACTION["inputs"])
    assert column(PAGE, "output") == set(ACTION["outputs"])


def test_the_template_and_the_hooks_fit_what_is_shown() -> None:
    """The include names inputs of the template, whose table has all of them; the hooks are those that there are."""
    taken = set(yaml.safe_load(TEMPLATE.partition("\n---\n")[0])["spec"]["inputs"])
    (include,) = [yaml.safe_load(one)["include"] for one in blocks(PAGE, "yaml") if one.startswith("include")]
    assert set(include[0]["inputs"]) <= taken
    assert (ROOT / include[0]["file"]).is_file()
    assert column(PAGE.partition("## GitLab")[2], "input") == taken
    (hooks,) = [yaml.safe_load(one)["repos"][0]["hooks"] for one in blocks(PAGE, "yaml") if one.startswith("repos")]
    there = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    assert {hook["id"] for hook in hooks} == there


def test_every_form_and_tool_is_on_its_page() -> None:
    """The tables have each form of a proof that pipelines read, and each tool of the server."""
    assert column(PAGE, "`--format`") == {"text", "json", *FORMS} - {"html"}
    assert column(MCP_PAGE, "tool") == {tool.name for tool in TOOLS}


def test_the_settings_of_a_client_start_the_server() -> None:
    """What a client is told to run is the verb with options that it has."""
    (settings,) = map(json.loads, blocks(MCP_PAGE, "json"))
    told = settings["mcpServers"]["sealane"]
    assert shutil.which(told["command"], path=str(Path(sys.executable).parent)) is not None
    verb, *words = told["args"]
    command = program.get_command(program.make_context("sealane", [verb]), verb)
    assert command is not None
    known = {name for parameter in command.params for name in parameter.opts}
    named = {word for word in [*words, *re.findall(r"`(--[a-z-]+)", MCP_PAGE)] if word.startswith("--")}
    assert named - known == {"--format"}
