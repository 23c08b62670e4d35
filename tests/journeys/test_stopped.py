"""What a person learns when what was applied cannot start: from the apply at once, and from a capture a week later."""

from __future__ import annotations

import json
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it ships no types

from sealane.sandbox.clients import client
from tests.journeys.traveller import REGION, Done, Traveller


def test_a_task_that_cannot_start_is_explained_and_kept(nobody: Traveller) -> None:
    """The apply names the cause and ends, `watch` keeps the task once, and the capture tells the same without AWS."""
    nobody.must("sandbox", "start")
    nobody.must("sandbox", "push", "demo/app:1.0")
    nobody.must("init")
    _explained(_apply_without_its_image(nobody))
    schema = nobody.must("schema", "diagnosis").json
    live = nobody.run("diagnose", "--sandbox", "--cluster", "app", "--service", "app", "--format", "json")
    jsonschema.validate(live.json, schema)
    assert (live.status, live.json["causes"][0]["cause"]) == (1, "image-missing")
    _kept(nobody)
    nobody.must("sandbox", "stop")
    later = nobody.run("diagnose", "--capture", "kept", "--format", "json")
    assert later.status == 1, later.err
    assert (later.json["causes"][0]["cause"], later.json["causes"][0]["proved"]) == ("image-missing", True)
    assert later.json["source"].startswith("kept/")
    assert nobody.run("prove", "kept", "--format", "json").json["services"][0]["starts"] == "fails"


def _apply_without_its_image(person: Traveller) -> Done:
    """Apply, and remove the image while the network is made: whoever looked before saw it."""
    said: list[str] = []
    with person.begin("apply", "--sandbox", "--yes", "--format", "json", "--output", "answer.json") as process:
        for line in process.stderr or ():
            said.append(line)
            if "applying" in line:
                ecr = client(person.sandbox, "ecr", REGION)
                ecr.batch_delete_image(repositoryName="demo/app", imageIds=[{"imageTag": "1.0"}])
    answer = (person.folder / "answer.json").read_text(encoding="utf-8")
    return Done(status=process.returncode, out=answer, err="".join(said))


def _explained(done: Done) -> None:
    assert done.status == 1, done.err
    watched = done.json["watched"]
    assert (watched["steady"], done.json["added"]) == (False, 23)
    assert watched["diagnosis"]["causes"][0]["cause"] == "image-missing"
    assert watched["problems"] == []
    told = " ".join(done.err.split())
    assert "[image-missing]" in told
    assert "sealane diagnose --sandbox --cluster app --service app --save DIR" in told
    assert "\x1b" not in done.err


def _kept(person: Traveller) -> None:
    schema = person.must("schema", "watch").json
    once = ("watch", "kept", "--sandbox", "--cluster", "app", "--once", "--format", "json")
    kept: list[Any] = [json.loads(line) for line in person.must(*once).out.splitlines()]
    assert kept
    for one in kept:
        jsonschema.validate(one, schema)
    assert {one["service"] for one in kept} == {"app"}
    # What is kept is not kept twice; only a task that stopped in between may come.
    again = [json.loads(line) for line in person.must(*once).out.splitlines()]
    assert not {one["task"] for one in kept} & {one["task"] for one in again}
