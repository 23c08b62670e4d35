"""The sandbox's status, in words and as a document."""

from __future__ import annotations

import json

from sealane.lab.kernel.requirements import Missing
from sealane.report.sandbox import as_json, as_text, tasks_line
from sealane.report.style import PLAIN
from sealane.sandbox.fargate.access import Fargate
from tests.unit.report.planned import SANDBOX


def test_where_it_is_and_where_it_is_not() -> None:
    """A running one has its endpoint, account and process; none names the command that starts one."""
    text = as_text(SANDBOX, PLAIN)
    assert "endpoint  http://127.0.0.1:4000" in text
    assert "process   42" in text
    assert "`sealane sandbox start`" in as_text(None, PLAIN)


def test_the_token_is_told_to_nobody() -> None:
    """Neither form shows the secret that admits to the sandbox's own routes."""
    assert SANDBOX.token not in as_text(SANDBOX, PLAIN) + json.dumps(as_json(SANDBOX)) + repr(SANDBOX)


def test_document() -> None:
    """`running` is what a script asks first."""
    assert as_json(None) == {"schema": "sealane/sandbox/1", "running": False}
    document = as_json(SANDBOX)
    assert (document["running"], document["pid"], document["instance"]) == (True, 42, "one")


def test_whether_tasks_run() -> None:
    """Tasks run or they do not, and a machine that cannot run them is told what it lacks and what brings it."""
    runs, lacks = Fargate(runs=True, pid=7), Fargate(runs=False, missing=(Missing(what="No runc", command="apt x"),))
    assert "tasks     run" in as_text(SANDBOX, PLAIN, runs)
    assert "do not run" in as_text(SANDBOX, PLAIN, lacks)
    assert (as_json(SANDBOX, runs)["tasks"], as_json(SANDBOX, lacks)["tasks"]) == (True, False)
    assert "`apt x`" in tasks_line(lacks, PLAIN)
    assert "lacks" not in tasks_line(runs, PLAIN)
