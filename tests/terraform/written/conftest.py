"""Written root modules under the real Terraform and the real AWS provider, beside an embedded AWS of their own.

The provider is kept running and attached to: most of what a command of Terraform takes is the start of a provider.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sealane.sandbox import daemon
from sealane.sandbox.provider import VARIABLE, keep_provider
from sealane.sandbox.record import Sandbox
from sealane.sandbox.settings import environment
from sealane.spec.document import Spec
from sealane.terraform import provider
from sealane.terraform.environment import child_environment
from sealane.terraform.linking.provider_process import running
from tests.sandbox.terraform_folder import provider_binary
from tests.terraform.written.root_module import REGION, Provider, RootModule, files_for, files_of, run, spec_of

Written = Callable[[str | Spec], RootModule]


@pytest.fixture(scope="session")
def aws_provider(tmp_path_factory: pytest.TempPathFactory) -> Provider:
    """Give the provider, installed once: what `terraform init` leaves behind is shared by all modules."""
    folder = tmp_path_factory.mktemp("provider")
    versions = next(file for file in files_of(f"region: {REGION}\nimage: demo/app:1.0") if file.name == "versions.tf")
    (folder / versions.name).write_text(versions.text, encoding="utf-8")
    environ = child_environment(os.environ)
    plugins = provider.find(os.environ).plugin_folder(folder / "links", is_opentofu=False)
    run(folder, environ, "init", *([f"-plugin-dir={plugins}"] if plugins else []))
    return Provider(data=folder / ".terraform", lock=folder / ".terraform.lock.hcl")


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """Give a running sandbox, ended when the module is done."""
    environ = {**os.environ, "SEALANE_SANDBOX_DIR": str(tmp_path_factory.mktemp("sandbox"))}
    yield daemon.start(environ)
    daemon.stop(environ)


@pytest.fixture(scope="session")
def attached() -> Iterator[dict[str, str]]:
    """Give an environment without any AWS, in which Terraform attaches to a provider."""
    environ = child_environment(os.environ)
    with running(provider_binary(), environ) as kept:
        yield environ | kept


@pytest.fixture
def written(aws_provider: Provider, attached: dict[str, str], tmp_path: Path) -> Written:
    """Give a function that writes the module of a spec into a folder where Terraform can work, without any AWS."""
    return lambda spec: RootModule.of(tmp_path / "module", files_for(_spec(spec)), aws_provider, attached)


@pytest.fixture(scope="module")
def sandbox_environ(sandbox: Sandbox) -> dict[str, str]:
    """Give what Terraform needs to speak to the sandbox."""
    kept = keep_provider(sandbox, provider_binary(), REGION)
    return environment(child_environment(os.environ), sandbox, REGION) | {VARIABLE: kept}


@pytest.fixture
def in_sandbox(aws_provider: Provider, sandbox_environ: dict[str, str], tmp_path: Path) -> Written:
    """Give the same function for modules that speak to the sandbox."""
    return lambda spec: RootModule.of(tmp_path / "module", files_for(_spec(spec)), aws_provider, sandbox_environ)


def _spec(spec: str | Spec) -> Spec:
    return spec_of(spec) if isinstance(spec, str) else spec
