"""Terraform's state in a bucket of the sandbox, locked by S3 itself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from sealane.sandbox.clients import client
from sealane.sandbox.record import Sandbox
from sealane.sandbox.state_bucket import ensure_bucket

from .terraform_folder import Engine

MAIN = """
terraform {
  backend "s3" {
    bucket       = "state-of-%s"
    key          = "app/terraform.tfstate"
    region       = "%s"
    use_lockfile = true
  }
}

output "greeting" {
  value = "hello"
}
"""


@pytest.mark.parametrize("region", ["us-east-1", "eu-north-1"])
def test_state_is_kept_and_locked_in_the_bucket(sandbox: Sandbox, tmp_path: Path, region: str) -> None:
    """An apply leaves its state there and no lock; while a lock object is there nothing can be planned."""
    bucket = f"state-of-{region}"
    ensure_bucket(sandbox, region, bucket)
    ensure_bucket(sandbox, region, bucket)
    (tmp_path / "main.tf").write_text(MAIN % (region, region))
    engine = Engine(sandbox=sandbox, folder=tmp_path, region=region)
    engine.must("init")
    engine.must("apply", "-auto-approve")
    s3 = client(sandbox, "s3", region)
    assert [each["Key"] for each in s3.list_objects_v2(Bucket=bucket)["Contents"]] == ["app/terraform.tfstate"]
    assert s3.get_bucket_versioning(Bucket=bucket)["Status"] == "Enabled"
    s3.put_object(Bucket=bucket, Key="app/terraform.tfstate.tflock", Body=b'{"ID": "other", "Who": "someone"}')
    refused = engine.run("plan", "-lock-timeout=0s")
    assert refused.returncode == 1
    assert "Error acquiring the state lock" in refused.stderr
    s3.delete_object(Bucket=bucket, Key="app/terraform.tfstate.tflock")
    engine.must("plan")


def test_one_of_many_conditional_writes_wins(sandbox: Sandbox) -> None:
    """Of sixteen writers who want the object not to exist yet, one writes and fifteen get 412."""
    ensure_bucket(sandbox, "us-east-1", "race")

    def write(number: int) -> str:
        try:
            client(sandbox, "s3", "us-east-1").put_object(
                Bucket="race", Key="lock", Body=str(number).encode(), IfNoneMatch="*"
            )
        except ClientError as error:
            return str(error.response["Error"]["Code"])
        return "written"

    with ThreadPoolExecutor(16) as pool:
        outcomes = list(pool.map(write, range(16)))
    assert sorted(outcomes) == ["PreconditionFailed"] * 15 + ["written"]
