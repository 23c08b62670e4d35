"""From a service that does not start to one that does, by a change of the Terraform that made it."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sealane.sandbox import daemon, images
from sealane.sandbox.clients import client
from sealane.sandbox.fargate import access
from tests.journeys.traveller import Traveller
from tests.sandbox.terraform_folder import Engine

MODULE = Path(__file__).parent.parent / "terraform/mending/module"
REGION = "eu-west-1"


def test_diff_of_a_diagnosis_heals_what_runs(nobody: Traveller) -> None:
    """`diagnose` of what runs changes the directory it came from: patched and applied, the service becomes steady."""
    folder = nobody.folder
    shutil.copytree(MODULE, folder / "infra")
    sandbox = daemon.start(nobody.environ)
    assert access.ensure(sandbox, nobody.environ).runs
    engine = Engine(sandbox=sandbox, folder=folder / "infra", region=REGION)
    engine.init()
    engine.must("apply", "-auto-approve")
    place = images.Place(account=sandbox.account, region=REGION, repository="app", tag="1")
    images.push_demo(sandbox, place)
    ecs = client(sandbox, "ecs", REGION)
    _until(lambda: _stopped(ecs))
    where = ("--sandbox", "--region", REGION, "--cluster", "main", "--service", "app", "--config", "infra")
    told = nobody.run("diagnose", *where, "--fix-diff", "fix.diff", "--format", "json")
    assert told.status == 1, told.err
    first = told.json["causes"][0]
    assert (first["cause"], first["fix"]["note"]) == ("endpoint-missing", "")
    assert first["fix"]["diff"].startswith("--- a/infra/main.tf\n")
    subprocess.run(["git", "apply", "fix.diff"], cwd=folder, check=True, timeout=60)
    engine.must("apply", "-auto-approve")
    ecs.update_service(cluster="main", service="app", forceNewDeployment=True)
    _until(lambda: _steady(ecs))


def _stopped(ecs: Any) -> bool:  # noqa: ANN401 - made at run time
    arns = ecs.list_tasks(cluster="main", serviceName="app", desiredStatus="STOPPED")["taskArns"]
    tasks = ecs.describe_tasks(cluster="main", tasks=arns)["tasks"] if arns else []
    # Before the image was pushed there was none, and a task may have found that first.
    return any("registry auth" in one.get("stoppedReason", "") for one in tasks)


def _steady(ecs: Any) -> bool:  # noqa: ANN401 - made at run time
    (service,) = ecs.describe_services(cluster="main", services=["app"])["services"]
    return bool(service["deployments"][0].get("rolloutState") == "COMPLETED" and service["runningCount"])


def _until(true: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.2)
