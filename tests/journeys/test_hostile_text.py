"""Text that looks like Terraform, like a shell or like another script reaches AWS as it was typed."""

from __future__ import annotations

import json

from sealane.sandbox.clients import client
from tests.journeys.traveller import REGION, Traveller

HOSTILE = {
    "READS_A_FILE": '${file("/etc/passwd")}',
    "LOOPS": "%{ for x in y }${x}%{ endfor ~}",
    "ESCAPED_ALREADY": '$${a} %%{b} $$$${c} \\${d} \\"',
    "QUOTES": "\"double\" 'single' `back`",
    "LINES": "first\nsecond\n\n  fourth\n",
    "HEREDOC": "<<EOT\nnot one\nEOT\n",
    "OTHER_SCRIPTS": "Grüße, 日本語, Ελλάδα, 🚢",
    "SHELL": '$(id) && echo "$HOME"; # done',
    "EMPTY": "",
    "SPACES": "  both ends  ",
    "LOOKS_LIKE_YAML": "yes: [no, {null: ~}]",
}
TAG = "Grüße aus 日本 + - = . _ : / @"


def test_text_reaches_aws_as_typed(person: Traveller) -> None:
    """Environment values, command items, health check and tags are in AWS character by character."""
    items = list(HOSTILE.values())
    spoken = [item for item in items if item]
    person.write(_spec(items))
    refused = person.run("plan", "--sandbox")
    assert (refused.status, "[tag-invalid]" in refused.err) == (2, True)
    person.write(_spec(items, tag=TAG))
    person.must("apply", "--sandbox", "--yes", "--no-watch")
    ecs = client(person.sandbox, "ecs", REGION)
    described = ecs.describe_task_definition(taskDefinition="app-app", include=["TAGS"])
    (container,) = described["taskDefinition"]["containerDefinitions"]
    assert {each["name"]: each["value"] for each in container["environment"]} == HOSTILE
    assert container["command"] == spoken
    assert container["healthCheck"]["command"] == ["CMD", *spoken]
    assert {"key": "greeting", "value": TAG} in described["tags"]
    ec2 = client(person.sandbox, "ec2", REGION)
    (vpc,) = (vpc for vpc in ec2.describe_vpcs()["Vpcs"] if not vpc["IsDefault"])
    assert {"Key": "greeting", "Value": TAG} in vpc["Tags"]
    assert "no changes" in person.must("plan", "--sandbox").out


def _spec(items: list[str], tag: str = HOSTILE["READS_A_FILE"]) -> str:
    spoken = [item for item in items if item]
    return json.dumps(
        {
            "version": 1,
            "region": REGION,
            "tags": {"greeting": tag},
            "services": {
                "app": {
                    "image": "demo/app:1.0",
                    "environment": HOSTILE,
                    "command": spoken,
                    "health_check": {"command": ["CMD", *spoken]},
                }
            },
        },
        ensure_ascii=False,
    )
