"""Which endpoints a task needs and why, in words and as a document."""

from __future__ import annotations

from dataclasses import replace

from sealane.report.endpoints import as_json, as_text
from sealane.report.style import PLAIN, Style
from sealane.startup.endpoints import endpoint_needs
from sealane.startup.needs import TaskSteps
from sealane.verbs.understand import Understood
from sealane.world.values import Known
from tests.unit.startup.tasks import APP, AWSLOGS, SETTING, start, with_app

WIDE = replace(PLAIN, width=200)


def understood(*tasks: TaskSteps) -> Understood:
    """Return what is known of these tasks."""
    return Understood(source="sealane.yaml", setting=SETTING, tasks=tasks, needs=endpoint_needs(tasks))


PLAIN_TASK = understood(start(with_app(replace(APP, log=AWSLOGS))))
PUBLIC = understood(start(with_app(replace(APP, image=Known("public.ecr.aws/nginx/nginx:1")))))


def test_each_endpoint_has_a_row_and_its_reasons() -> None:
    """Name, type and service name stand in a table; below, each says which step of which task needs it, with a link."""
    text = as_text(PLAIN_TASK, WIDE)
    assert "ecr.api   Interface  com.amazonaws.us-east-1.ecr.api" in text
    assert "s3        Gateway    com.amazonaws.us-east-1.s3" in text
    assert "(log-stream)" in text
    for need in PLAIN_TASK.needs:
        assert f"\n{need.suffix}\n  shop: " in text
    assert "https://docs.aws.amazon.com/" in text


def test_what_no_endpoint_serves_is_said() -> None:
    """A public image is named with the reason; a private one leaves nothing outside."""
    assert "no endpoint serves this" in as_text(PUBLIC, WIDE)
    assert "no endpoint serves this" not in as_text(PLAIN_TASK, WIDE)
    assert as_json(PUBLIC)["without_endpoint"]
    assert as_json(PLAIN_TASK)["without_endpoint"] == []


def test_no_task_needs_nothing() -> None:
    """Without steps that is said instead of an empty table."""
    assert as_text(understood(), WIDE) == "no endpoint is needed"


def test_document() -> None:
    """Each endpoint carries its private names and each step that needs it with task, reason and link."""
    document = as_json(PLAIN_TASK)
    assert (document["schema"], document["source"], document["region"]) == (
        "sealane/endpoints/1",
        "sealane.yaml",
        "us-east-1",
    )
    by_name = {endpoint["endpoint"]: endpoint for endpoint in document["endpoints"]}
    assert set(by_name) == {"ecr.api", "ecr.dkr", "logs", "s3"}
    assert by_name["ecr.api"]["private_names"]
    assert {reason["step"] for reason in by_name["logs"]["needed_by"]} == {"log-stream"}
    assert all(reason["link"].startswith("https://") for reason in by_name["s3"]["needed_by"])


def test_a_narrow_terminal_keeps_names_whole() -> None:
    """Forty columns break no service name."""
    lines = as_text(PLAIN_TASK, Style(width=40)).splitlines()
    assert any(line.endswith("com.amazonaws.us-east-1.ecr.api") for line in lines)
