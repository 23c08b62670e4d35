"""The AWS provider started once for all the plans of a linking, and the environment it and Terraform get.

Terraform attaches to it by `TF_REATTACH_PROVIDERS`, which also spares `init` installing half a gigabyte:
https://developer.hashicorp.com/terraform/plugin/debugging#running-terraform-with-a-provider-in-debug-mode
"""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sealane.errors import EnvironmentFailure, Problem
from sealane.terraform.environment import REATTACH, child_environment
from sealane.terraform.mirrors import OPENTOFU_HOST, TERRAFORM_HOST

_NOWHERE: Final = "http://127.0.0.1:9"
"""The discard port: whatever would leave this machine is refused at once."""
_START_SECONDS: Final = 60.0
# What Terraform and a provider tell each other first. https://developer.hashicorp.com/terraform/plugin/debugging
_HANDSHAKE: Final = {
    "TF_PLUGIN_MAGIC_COOKIE": "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
    "PLUGIN_PROTOCOL_VERSIONS": "5",
}
_PARTS: Final = 5
# Terraform Cloud, logs and plugins of the user's would reach past the copy.
_LEFT_OUT: Final = ("AWS_", "TF_LOG", "TF_TOKEN_", "TF_CLOUD_", REATTACH)


def isolated(environ: Mapping[str, str], endpoint: str) -> dict[str, str]:
    """Return an environment without anybody's account, in which AWS is at `endpoint` and nothing else is anywhere."""
    region = environ.get("AWS_REGION") or environ.get("AWS_DEFAULT_REGION") or ""
    kept = {name: value for name, value in child_environment(environ).items() if not name.startswith(_LEFT_OUT)}
    proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), _NOWHERE)
    return (
        kept
        | proxies
        | {
            "NO_PROXY": "127.0.0.1,localhost",
            "no_proxy": "127.0.0.1,localhost",
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_ACCESS_KEY_ID": "sealane",
            "AWS_SECRET_ACCESS_KEY": "sealane",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_CONFIG_FILE": "/dev/null",
            "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
        }
        | ({"AWS_REGION": region} if region else {})
    )


@contextmanager
def running(binary: Path, environ: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Run the provider for the block; give the variable by which Terraform attaches to it.

    Raises:
        EnvironmentFailure: `provider-broken`.

    """
    try:
        process = subprocess.Popen(
            [binary],
            env=dict(environ) | _HANDSHAKE,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
    except OSError as failure:
        raise EnvironmentFailure(_broken(binary, str(failure))) from None
    socket: Path | None = None
    try:
        network, address, how = _attachment(process, binary)
        socket = Path(address) if network == "unix" else None
        yield {REATTACH: how}
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()
        if socket is not None:
            # A provider that is killed leaves it behind.
            socket.unlink(missing_ok=True)


def _attachment(process: subprocess.Popen[str], binary: Path) -> tuple[str, str, str]:
    """Return the kind and the address of the provider's socket, and what Terraform must be told of it."""
    timer = threading.Timer(_START_SECONDS, process.kill)
    timer.start()
    try:
        said = (process.stdout.readline() if process.stdout else "").strip().split("|")
    finally:
        timer.cancel()
    if len(said) < _PARTS:
        raise EnvironmentFailure(_broken(binary, f"it ended with status {process.wait()} and said nothing"))
    _, version, network, address, protocol, *_ = said
    how = {
        "Protocol": protocol,
        "ProtocolVersion": int(version),
        "Pid": process.pid,
        "Test": True,
        "Addr": {"Network": network, "String": address},
    }
    return network, address, json.dumps({f"{host}/hashicorp/aws": how for host in (TERRAFORM_HOST, OPENTOFU_HOST)})


def _broken(binary: Path, said: str) -> Problem:
    return Problem(
        code="provider-broken",
        what="The AWS provider does not start",
        facts=(("provider", str(binary)), ("said", said)),
        hint=f"see what `{binary} --version` says; `sealane doctor` tells which provider is used",
    )
