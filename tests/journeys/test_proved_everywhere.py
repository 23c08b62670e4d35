"""What the main job writes is proved from everything it can be read from, before the apply and after it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sealane.sandbox import daemon
from sealane.sandbox.clients import client
from sealane.sandbox.provider import VARIABLE, keep_provider
from sealane.sandbox.settings import environment
from sealane.terraform import provider
from sealane.terraform.environment import child_environment
from tests.journeys.traveller import REGION, Traveller, traveller
from tests.sandbox.terraform_folder import provider_binary
from tests.terraform.written.root_module import run

# A start with every kind of call that a task needs before its containers run.
SPEC = f"""\
version: 1
name: shop
region: {REGION}
services:
  api:
    image: demo/app:1.0
    secrets:
      PARTNER_TOKEN:
        secret: shop/partner
      FEATURES:
        parameter: /shop/features
    environment_files:
      - arn:aws:s3:::shop-configuration/api.env
    port: 8080
    volumes:
      data:
        path: /var/lib/api
"""
STEPS = {
    "role-assumption",
    "registry-login",
    "secrets",
    "parameters",
    "environment-files",
    "log-stream",
    "image-manifest",
    "image-layers",
    "volume-mount",
}


@pytest.fixture(scope="module")
def person(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Traveller]:
    """Give somebody with a sandbox that has what the spec names, the files exported, planned and applied."""
    found = traveller(tmp_path_factory.mktemp("everywhere"))
    try:
        found.must("sandbox", "start", "--no-tasks")
        found.must("sandbox", "push", "demo/app:1.0")
        _furnish(found)
        found.write(SPEC)
        found.must("export", "out")
        found.write(_planned(found), "plan.json")
        found.must("apply", "--sandbox", "--yes")
        yield found
    finally:
        daemon.stop(found.environ)


def _furnish(person: Traveller) -> None:
    sandbox = daemon.running(person.environ)
    assert sandbox is not None
    client(sandbox, "secretsmanager", REGION).create_secret(Name="shop/partner", SecretString="made up")
    client(sandbox, "ssm", REGION).put_parameter(Name="/shop/features", Type="String", Value="on")
    buckets = client(sandbox, "s3", REGION)
    buckets.create_bucket(Bucket="shop-configuration")
    buckets.put_object(Bucket="shop-configuration", Key="api.env", Body=b"GREETING=hello\n")


def _planned(person: Traveller) -> str:
    """Return the plan of a first apply, as Terraform itself prints it."""
    sandbox = daemon.running(person.environ)
    assert sandbox is not None
    environ = environment(child_environment(person.environ), sandbox, REGION)
    folder = person.folder / "out"
    plugins = provider.find(os.environ).plugin_folder(person.folder / "links", is_opentofu=False)
    run(folder, environ, "init", *([f"-plugin-dir={plugins}"] if plugins else []))
    kept = environ | {VARIABLE: keep_provider(sandbox, provider_binary(), REGION)}
    run(folder, kept, "plan", "-out=plan")
    return run(folder, kept, "show", "-json", "plan")


def _holds(person: Traveller, *arguments: str) -> dict[str, Any]:
    """Prove something that must hold in every step, and return its only service."""
    answer = person.must("prove", *arguments, "--format", "json").json
    assert answer["verdict"] == "holds"
    (service,) = answer["services"]
    assert (service["starts"], service["sealed"], service["findings"], service["open"]) == ("holds", "holds", [], [])
    assert {step["step"] for step in service["steps"]} == STEPS
    assert {step["verdict"] for step in service["steps"]} == {"holds"}
    found: dict[str, Any] = service
    return found


@pytest.mark.parametrize(
    "arguments",
    [("plan.json",), ("plan.json", "--config", "out"), ("out",), (".sealane/sandbox/terraform.tfstate",)],
    ids=["plan", "plan with its directory", "directory", "state"],
)
def test_terraform_holds(person: Traveller, arguments: tuple[str, ...]) -> None:
    """The plan, alone and with its directory, the directory alone and the state all hold, and say what they assume."""
    service = _holds(person, *arguments)
    assert service["origin"] == "aws_ecs_service.api"
    assert {"repositories", "parameters", "buckets"} <= {one["noun"] for one in service["assumed"]}


def test_account_holds_and_so_does_its_capture(person: Traveller) -> None:
    """The live account holds and assumes nothing but of the organisation, and what was saved of it says the same."""
    live = _holds(person, "--live", "--sandbox", "--save", "saved")
    capture = _holds(person, "saved")
    assert live["origin"] == capture["origin"]
    assert {one["noun"] for service in (live, capture) for one in service["assumed"]} <= {"organisations"}


def test_one_word_changed_is_found_in_the_directory(person: Traveller, tmp_path: Path) -> None:
    """The same directory fails once the endpoint for logs has no private name: at its file and line, for its step."""
    shutil.copytree(person.folder / "out", tmp_path / "broken")
    file = tmp_path / "broken" / "endpoints.tf"
    text = file.read_text(encoding="utf-8")
    start = text.index('resource "aws_vpc_endpoint" "logs"')
    changed = re.sub(r"(private_dns_enabled += )true", r"\1false", text[start:], count=1)
    file.write_text(text[:start] + changed, encoding="utf-8")
    done = person.run("prove", str(tmp_path / "broken"), "--format", "json")
    assert done.status == 1
    (finding,) = done.json["services"][0]["findings"]
    assert (finding["cause"], finding["steps"]) == ("endpoint-private-dns-off", ["log-stream"])
    assert finding["origin"] == "aws_vpc_endpoint.logs"
    assert finding["file"].endswith("endpoints.tf")
    assert text.splitlines()[finding["line"] - 1].startswith('resource "aws_vpc_endpoint" "logs"')
