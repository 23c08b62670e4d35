"""The MCP server from end to end: the installed command, spoken to by the SDK's client over its pipes."""

from __future__ import annotations

import subprocess
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest
from mcp import Client, MCPError

from tests.journeys.mcp.clients import Told, call, over_stdio
from tests.journeys.pipelines.conftest import PLAN
from tests.journeys.traveller import SEALANE
from tests.journeys.wounded_plan import WOUNDS

TOOLS = {"prove", "diagnose", "trace", "authorize", "endpoints", "policies", "explain", "cost"}
MESSAGE = "ResourceInitializationError: unable to pull secrets or registry auth"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a plan that holds and one that fails, and beside it a file that nobody may read."""
    root = tmp_path / "root"
    root.mkdir()
    (root / "holds.json").write_bytes(PLAN.read_bytes())
    (root / "fails.json").write_bytes(WOUNDS["an endpoint is dropped"].of(PLAN.read_bytes()))
    (tmp_path / "secret.json").write_bytes(PLAN.read_bytes())
    return root


def test_a_client_asks_every_tool(folder: Path) -> None:
    """Each tool only reads, takes typed arguments, and answers with a document of its schema and a short text."""

    async def talk(client: Client) -> dict[str, Told]:
        listed = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(listed) == TOOLS
        for tool in listed.values():
            assert tool.annotations is not None
            assert (tool.annotations.read_only_hint, tool.annotations.destructive_hint) == (True, False)
            assert (tool.annotations.open_world_hint, tool.input_schema["additionalProperties"]) == (False, False)
        plan = {"source": "holds.json"}
        image = {"image": "demo/app:1.0", "region": "us-east-1"}
        role = {"principal": "aws_iam_role.app_execution", "action": "ecr:GetAuthorizationToken"}
        told = {
            "prove": await call(client, "prove", **plan),
            "trace": await call(client, "trace", **plan, from_="aws_ecs_service.app", to="internet"),
            "authorize": await call(client, "authorize", **plan, **role),
            "diagnose": await call(client, "diagnose", message=MESSAGE),
            "endpoints": await call(client, "endpoints", **image),
            "policies": await call(client, "policies", **image),
            "explain": await call(client, "explain", cause="endpoint-missing"),
            "cost": await call(client, "cost", **plan),
        }
        for name, one in told.items():
            assert (name, one.failed) == (name, False), one.text
            jsonschema.validate(one.document, listed[name].output_schema)
        told["fails"] = await call(client, "prove", source="fails.json")
        told["outside"] = await call(client, "prove", source="../secret.json")
        return told

    told = over_stdio(folder, ["--root", "."], talk)
    assert (told["prove"].document["verdict"], told["prove"].text[:6]) == ("holds", "HOLDS ")
    assert (told["trace"].document["verdict"], told["authorize"].document["decision"]) == ("fails", "allowed")
    (finding,) = told["fails"].document["services"][0]["findings"]
    assert (finding["cause"], bool(finding["fix"]["terraform"])) == ("endpoint-missing", True)
    assert (told["outside"].failed, "[path-outside-roots]" in told["outside"].text) == (True, True)
    assert told["outside"].document["problems"][0]["code"] == "path-outside-roots"


def test_pages_of_causes_are_resources(folder: Path) -> None:
    """Every cause has its page, as the list and the template say; another address has none."""

    async def talk(client: Client) -> tuple[list[str], str]:
        listed = [str(one.uri) for one in (await client.list_resources()).resources]
        assert len((await client.list_resource_templates()).resource_templates) == 1
        with pytest.raises(MCPError):
            await client.read_resource("sealane://causes/nothing")
        with pytest.raises(MCPError):
            await client.call_tool("apply", {})
        pages = [(await client.read_resource(uri)).contents[0] for uri in listed[:2]]
        return listed, "".join(getattr(page, "text", "") for page in pages)

    listed, text = over_stdio(folder, [], talk)
    assert len(listed) > 50
    assert "# Causes" in text
    assert "# endpoint-missing" in text


def test_a_root_that_is_no_folder_is_bad_input(folder: Path) -> None:
    """A wrong root ends with 2 before anything is spoken, and a client that goes at once ends the server in peace."""
    done = subprocess.run([SEALANE, "mcp", "--root", "gone"], cwd=folder, capture_output=True, check=False, input=b"")
    assert (done.returncode, done.stdout, b"[root-no-folder]" in done.stderr) == (2, b"", True)
    gone = subprocess.run([SEALANE, "mcp"], cwd=folder, capture_output=True, check=False, input=b"")
    assert (gone.returncode, gone.stdout, gone.stderr) == (0, b"", b"")
