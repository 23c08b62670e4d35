"""The whole chain in the kernel: names, TLS, token, manifest, redirect and layer, by a real client."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from sealane.lab.kernel import enclosure
from tests.lab.front.conftest import REGION, Behind
from tests.lab.front.in_the_kernel import pull


def test_a_real_client_pulls_through_the_lab(behind: Behind, tmp_path: Path) -> None:
    """Skopeo knows nothing but names and the authority, gets every byte, and both servers saw it come."""
    layers = behind.backends.layers
    assert layers is not None
    ports = [urlsplit(each).port or 0 for each in (behind.backends.aws, behind.backends.registry)]
    folder = str(Path(behind.sandbox.folder) / "registry")
    got = enclosure.run(pull, behind.backends.aws, behind.backends.registry, folder, str(tmp_path), ports=ports)
    assert (got.status, got.said) == (0, "")
    assert behind.layer in got.layers
    registry, bucket = f"123456789012.dkr.ecr.{REGION}.amazonaws.com", f"prod-{REGION}-starport-layer-bucket.s3"
    assert {each.host.partition(f".{REGION}")[0] for each in got.exchanges} == {
        registry.partition(f".{REGION}")[0],
        bucket,
    }
    assert {(each.space, each.client) for each in got.exchanges} == {("registry", "10.0.0.1"), ("s3", "10.0.0.1")}
    assert sum(each.sent for each in got.exchanges if each.space == "s3") >= len(behind.layer)
    assert {each.name for each in got.queries} == {registry, f"{bucket}.{REGION}.amazonaws.com"}
    assert {each.client for each in got.queries} == {"10.0.0.1"}
