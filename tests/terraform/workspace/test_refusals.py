"""What a user is told when Terraform cannot do its work, with the real Terraform and provider."""

from __future__ import annotations

import http.server
import json
import os
import shlex
import signal
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sealane.errors import EnvironmentFailure, Place, Problem
from sealane.terraform import binary, provider
from sealane.terraform.workspace import Workspace
from tests.terraform.workspace.conftest import make_workspace

if TYPE_CHECKING:
    from tests.terraform.workspace.conftest import Cloud

IDENTITY = (
    '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>'
    "<Arn>arn:aws:iam::123456789012:user/anna</Arn><UserId>AIDA</UserId><Account>123456789012</Account>"
    "</GetCallerIdentityResult></GetCallerIdentityResponse>"
)
DENIAL = (
    "You are not authorized to perform this operation. User: arn:aws:iam::123456789012:user/anna is not authorized "
    "to perform: ec2:DescribeVpcs because no identity-based policy allows the ec2:DescribeVpcs action"
)
VPC_LOOKUP = """
provider "aws" {
  region = "us-east-1"
}

data "aws_vpc" "main" {
  id = "vpc-1"
}
"""


def wrong(code: str, message: str) -> str:
    """Return AWS's error answer of the query protocol."""
    error = f"<Error><Code>{code}</Code><Message>{message}</Message></Error>"
    return f"<ErrorResponse><Errors>{error}</Errors>{error}<RequestId>r</RequestId></ErrorResponse>"


@contextmanager
def aws_that_says(identity: tuple[int, str], others: tuple[int, str]) -> Iterator[str]:
    """Serve one answer to GetCallerIdentity and another to every other call; yield the address."""

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, text = identity if b"GetCallerIdentity" in body else others
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the method replaced
            """Stay silent."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def environ(tmp_path: Path, **settings: str) -> dict[str, str]:
    """Return an environment without credentials and without the way to any."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    nowhere = {
        "AWS_CONFIG_FILE": str(tmp_path / "none"),
        "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "none"),
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_MAX_ATTEMPTS": "1",
    }
    return kept | nowhere | settings


def refusal(work: Workspace, files: dict[str, str]) -> Problem:
    """Return the problem that planning ends in."""
    work.write(files)
    with pytest.raises(EnvironmentFailure) as caught:
        work.plan()
    return caught.value.problems[0]


def test_without_credentials(tmp_path: Path) -> None:
    """No credentials anywhere is told as such, with the command to sign in and the sandbox as a way out."""
    problem = refusal(make_workspace(tmp_path / "ws", environ(tmp_path)), {"main.tf": VPC_LOOKUP})
    assert problem.code == "no-credentials"
    assert "`aws sso login`" in problem.hint
    assert "`sealane apply --sandbox`" in problem.hint


@pytest.mark.parametrize(
    ("identity", "code", "what"),
    [
        (
            (403, wrong("ExpiredToken", "The security token included in the request is expired")),
            "credentials-expired",
            "",
        ),
        ((403, wrong("InvalidClientTokenId", "The security token is invalid")), "credentials-refused", ""),
        ((200, IDENTITY), "call-denied", "AWS denied ec2:DescribeVpcs"),
    ],
    ids=["expired", "refused", "denied"],
)
def test_credentials_that_do_not_serve(tmp_path: Path, identity: tuple[int, str], code: str, what: str) -> None:
    """Expired and unknown credentials and a denied call are told apart, each by what AWS answers."""
    with aws_that_says(identity, (403, wrong("UnauthorizedOperation", DENIAL))) as endpoint:
        keys = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_ENDPOINT_URL": endpoint}
        problem = refusal(make_workspace(tmp_path / "ws", environ(tmp_path, **keys)), {"main.tf": VPC_LOOKUP})
    assert problem.code == code
    assert what in problem.what


def test_a_provider_that_cannot_be_had(tmp_path: Path) -> None:
    """A configured mirror that is empty is named, with what was needed and how to fill one."""
    rc = tmp_path / "cli.tfrc"
    (tmp_path / "mirror").mkdir()
    rc.write_text(f'provider_installation {{\n  filesystem_mirror {{\n    path = "{tmp_path}/mirror"\n  }}\n}}\n')
    settings = environ(tmp_path, TF_CLI_CONFIG_FILE=str(rc))
    work = Workspace(tmp_path / "ws", binary.find(settings), provider.find(settings), settings)
    problem = refusal(work, {"main.tf": VPC_LOOKUP})
    assert problem.code == "provider-not-obtainable"
    assert str(rc) in problem.what
    assert "hashicorp/aws" in dict(problem.facts)["Terraform says"]
    assert "providers mirror" in problem.hint


def test_a_mistake_in_the_files_keeps_its_place(tmp_path: Path) -> None:
    """Anything else is Terraform's own words, with file, line and column."""
    text = 'variable "x" {\n  type = string\n  colour = "blue"\n}\n'
    problem = refusal(make_workspace(tmp_path / "ws", environ(tmp_path)), {"main.tf": text})
    assert (problem.code, problem.place) == ("terraform-failed", Place(file="main.tf", line=3, column=3))
    assert "Unsupported argument" in problem.what


def bucket(cloud: Cloud, name: str) -> str:
    """Make a bucket, and return a backend in it."""
    url = f"http://127.0.0.1:{cloud.port}/{name}"
    urllib.request.urlopen(urllib.request.Request(url, method="PUT"), timeout=30).close()
    return f"""
terraform {{
  backend "s3" {{
    bucket         = "{name}"
    key            = "terraform.tfstate"
    region         = "us-east-1"
    use_lockfile   = true
    use_path_style = true
  }}
}}
"""


def test_a_lock_left_in_a_bucket_is_explained_and_released_by_its_command(
    cloud: Cloud, kept_provider: dict[str, str], files: dict[str, str], tmp_path: Path
) -> None:
    """When Terraform itself was killed, its lock stays in the bucket; the hint's command releases it."""
    settings = cloud.environ() | kept_provider
    work = make_workspace(tmp_path / "ws", settings)
    files = files | {"backend.tf": bucket(cloud, "locks")}
    work.write(files)
    killed = threading.Thread(target=kill_terraform_when_it_applies, args=(tmp_path / "ws",))
    killed.start()
    with pytest.raises(EnvironmentFailure) as caught:
        work.apply(work.plan())
    killed.join()
    assert dict(caught.value.problems[0].facts)["end"] == "ended by signal 9"

    problem = refusal(work, files)
    facts = dict(problem.facts)
    assert problem.code == "state-locked"
    assert os.uname().nodename in facts["held by"]
    assert "killed" in facts["note"]
    release = next(part for part in problem.hint.split("`") if "force-unlock" in part)
    subprocess.run(shlex.split(release), env=settings, input=b"yes\n", check=True, capture_output=True)
    assert work.plan().changes


def kill_terraform_when_it_applies(folder: Path) -> None:
    """Kill Terraform as soon as it is creating something."""
    log = folder / ".work/apply.jsonl"
    until = time.monotonic() + 60
    while time.monotonic() < until and not (log.exists() and b"apply_start" in log.read_bytes()):
        time.sleep(0.02)
    os.kill(json.loads((folder / ".work/lock").read_text())["terraform"]["pid"], signal.SIGKILL)


def test_a_state_in_a_bucket_is_used_and_does_not_move_by_itself(
    cloud: Cloud, kept_provider: dict[str, str], files: dict[str, str], tmp_path: Path
) -> None:
    """A state is found in its bucket from another folder; naming another place for it asks the user to move it."""
    settings = cloud.environ() | kept_provider
    here = make_workspace(tmp_path / "here", settings)
    stored = files | {"backend.tf": bucket(cloud, "states")}
    here.write(stored)
    here.apply(here.plan())
    there = make_workspace(tmp_path / "there", settings)
    assert not there.has_state()
    there.write(stored)
    assert there.has_state()
    assert not there.plan().changes
    assert refusal(there, files).code == "state-elsewhere"
    there.write(stored)
    assert not there.plan().changes
