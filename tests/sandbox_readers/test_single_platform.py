"""An image built for one platform, in sealane's own sandbox, which serves the configuration blob that names it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from sealane.readers.live.door import Door
from sealane.readers.live.identity import caller
from sealane.readers.live.preflight.account import preflight
from sealane.readers.live.preflight.images import PlatformMismatch
from sealane.sandbox import daemon, settings
from sealane.sandbox.demo import push_metadata
from sealane.sandbox.record import Sandbox
from sealane.spec.document import Spec
from sealane.world.tasks import Setting
from sealane.world.values import Known

_REGION = "us-east-1"


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """Give a running sandbox of this module's own."""
    environ = {**os.environ, "SEALANE_SANDBOX_DIR": str(tmp_path_factory.mktemp("sandbox"))}
    yield daemon.start(environ)
    daemon.stop(environ)


def test_platform_of_a_single_manifest_is_read_from_its_configuration(sandbox: Sandbox) -> None:
    """The image fits tasks of its own platform and not of the other one, through the door that the verbs use."""
    push_metadata(sandbox, _REGION, "demo/app", "1.0", ("linux/arm64",))
    door = Door(environ=settings.environment({}, sandbox, _REGION))
    who = caller(door)
    setting = Setting(partition=who.partition, region=_REGION, account=Known(who.account))

    def of(architecture: str) -> Spec:
        return Spec.model_validate({"services": {"app": {"image": "demo/app:1.0", "architecture": architecture}}})

    assert preflight(door, of("arm64"), setting) == ()
    (finding,) = preflight(door, of("x86_64"), setting)
    assert isinstance(finding, PlatformMismatch)
    assert [str(platform) for platform in finding.offered] == ["linux/arm64"]
