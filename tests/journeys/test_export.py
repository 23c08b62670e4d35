"""An exported root module in the hands of someone who has Terraform and no sealane."""

from __future__ import annotations

import json
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sealane.sandbox.clients import client
from sealane.terraform import binary, provider
from tests.journeys.traveller import REGION, SEALANE, Traveller

REGISTRY = "123456789012.dkr.ecr.us-east-1.amazonaws.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """A shell that took the lines of `sealane sandbox env`, and knows Terraform by its name only."""

    person: Traveller
    folder: Path
    config: Path

    def terraform(self, *arguments: str) -> str:
        """Run Terraform as it would be typed."""
        engine = shlex.join(binary.find(self.person.environ).command)
        line = f'eval "$({SEALANE} sandbox env)"; exec {engine} "$@"'
        environ = {**self.person.environ, "TF_CLI_CONFIG_FILE": str(self.config), "AWS_PROFILE": "nobody"}
        done = subprocess.run(
            ["/bin/sh", "-c", line, "sh", *arguments, "-no-color", "-input=false"],
            cwd=self.folder,
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def apply(self, image: str) -> list[str]:
        """Apply with an image and return what changed: `ADDRESS: ACTION` by the words of Terraform's own plan."""
        said = self.terraform("apply", "-auto-approve", "-var", f"app_image={image}")
        lines = (line.split() for line in said.splitlines() if line.startswith("  # ") and " be " in line)
        return sorted(f"{words[1]}: {words[-1]}" for words in lines if not words[1].startswith("data."))

    def running(self) -> Any:  # noqa: ANN401 - a document of ECS
        """Return the image of the task definition that the service runs."""
        ecs = client(self.person.sandbox, "ecs", REGION)
        (service,) = ecs.describe_services(cluster="app", services=["app"])["services"]
        task = ecs.describe_task_definition(taskDefinition=service["taskDefinition"])["taskDefinition"]
        return task["containerDefinitions"][0]["image"]


def test_exported_module_lives_without_sealane(person: Traveller) -> None:
    """Terraform alone applies a tag, a digest, a full address: each reaches the task and nothing else changes."""
    before = person.holdings()
    person.must("init", "--region", REGION)
    told = person.must("export", "infra")
    assert (told.out, "terraform apply -var app_image=" in told.err) == ("", True)
    shell = Shell(person=person, folder=person.folder / "infra", config=_configured(person))
    shell.terraform("init")
    assert len(shell.apply("demo/app:1.0")) == 23
    assert shell.running() == f"{REGISTRY}/demo/app:1.0"
    digest = f"sha256:{'ab' * 32}"
    redeployed = ["aws_ecs_service.app: in-place", "aws_ecs_task_definition.app: replaced"]
    assert shell.apply(f"demo/app@{digest}") == redeployed
    assert shell.running() == f"{REGISTRY}/demo/app@{digest}"
    assert shell.apply(f"{REGISTRY}/demo/app:2.0") == redeployed
    assert shell.running() == f"{REGISTRY}/demo/app:2.0"
    shell.terraform("destroy", "-auto-approve")
    assert person.holdings() == before
    assert not (person.folder / ".sealane").exists()


def test_export_replaces_nothing_unasked(nobody: Traveller) -> None:
    """A second export of the same is quiet; over an edited file it is refused and names it; `--force` replaces it."""
    nobody.must("init", "--region", REGION)
    nobody.must("export", "infra")
    files = {path.name: path.read_text() for path in (nobody.folder / "infra").iterdir()}
    assert {"network.tf", "service.tf", "variables.tf", "versions.tf"} < set(files)
    nobody.must("export", "infra")
    edited = nobody.folder / "infra" / "network.tf"
    edited.write_text("# mine\n")
    refused = nobody.run("export", "infra")
    assert (refused.status, refused.out) == (2, "")
    assert "[export-would-replace]" in refused.err
    assert "network.tf" in refused.err
    assert "`sealane export --force infra`" in refused.err
    assert edited.read_text() == "# mine\n"
    nobody.must("export", "infra", "--force")
    assert {path.name: path.read_text() for path in (nobody.folder / "infra").iterdir()} == files


def _configured(person: Traveller) -> Path:
    """Write the CLI configuration by which this machine's Terraform gets the provider."""
    source = provider.find(person.environ)
    path = person.folder.parent / "terraformrc"
    if source.kind == "mirror-folder":
        mirror = f"filesystem_mirror {{ path = {json.dumps(source.where)} }}"
        path.write_text(f"provider_installation {{\n  {mirror}\n}}\n")
    elif source.kind == "configured":
        path.write_text(Path(source.where).read_text())
    else:
        path.write_text("")
    return path
