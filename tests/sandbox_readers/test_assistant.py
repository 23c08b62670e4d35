"""The account read by a tool of the MCP server, where whoever started it permits that."""

from __future__ import annotations

from pathlib import Path

from sealane.mcp.calls import answered
from sealane.mcp.permissions import Permissions
from sealane.mcp.prove import PROVE


def test_the_account_is_read_only_where_that_is_permitted(environ: dict[str, str], tmp_path: Path) -> None:
    """With the permission the account's own answer comes back, as its own mistakes do; without it nothing is asked."""
    live = Permissions(roots=(tmp_path,), live=True, environ=environ)
    answer, failed = answered(PROVE, {"live": True}, live)
    assert (failed, answer.document["verdict"], answer.document["services"]) == (False, "unknown", [])
    assert "there is no Fargate service in it" in " ".join(answer.text.split())
    wrong, failed = answered(PROVE, {"live": True, "clusters": ["nothing"]}, live)
    assert (failed, wrong.document["problems"][0]["code"]) == (True, "cluster-not-found")
    refused, failed = answered(PROVE, {"live": True}, Permissions(roots=(tmp_path,), environ=environ))
    assert (failed, refused.document["problems"][0]["code"]) == (True, "argument-invalid")
