"""Small plans for the tests of what is said about them."""

from __future__ import annotations

from pathlib import Path

from sealane.readers.live.identity import Caller
from sealane.sandbox.record import Sandbox
from sealane.spec.load import load
from sealane.terraform.events import PlannedChange
from sealane.terraform.workspace import Plan
from sealane.verbs.aws import Aws
from sealane.verbs.gate import Judgement
from sealane.verbs.plan import Planned
from sealane.verbs.settle import Settled
from tests.unit.startup.existing import NEEDS
from tests.unit.startup.tasks import SETTING, SHOP, start

CALLER = Caller(
    account="111122223333",
    arn="arn:aws:sts::111122223333:assumed-role/deploy/ann",
    user_id="AROA:ann",
    partition="aws",
    region="us-east-1",
)
SANDBOX = Sandbox(
    instance="one",
    endpoint="http://127.0.0.1:4000",
    pid=42,
    account="123456789012",
    started="2026-01-01T00:00:00+00:00",
    folder="state",
    token="kept to itself",
)


HOLDS = Judgement(verdict="holds")


def change(address: str, action: str, reason: str = "") -> PlannedChange:
    """Return one change; the type is taken from the address."""
    return PlannedChange(address=address, resource_type=address.partition(".")[0], action=action, reason=reason)


def planned(
    *changes: PlannedChange,
    sandbox: Sandbox | None = None,
    judgement: Judgement = HOLDS,
    outputs: bool = False,
    idle: bool = False,
) -> Planned:
    """Return a plan of these changes; with `outputs` it changes outputs although no resource changes.

    `idle` is a sandbox in which no task runs.
    """
    settled = Settled(
        loaded=load("version: 1\nimage: demo/app:1.0\n", "sealane.yaml"),
        aws=Aws(region="us-east-1", environ={}, sandbox=sandbox, idle=idle),
        setting=SETTING,
        tasks=(start(SHOP),),
        needs=NEEDS,
        network=None,
        files=(),
    )
    saved = Plan(path=Path("plan"), changes=bool(changes) or outputs, planned=changes, summary=None)
    return Planned(settled=settled, changes=changes, saved=saved, folder=Path("work"), judgement=judgement)
