"""What the page says carries the packets of a step: what its way really leads through."""

from __future__ import annotations

import pytest

from sealane.proof.prove import prove
from sealane.report.page.steps import step_view
from sealane.report.page.ways import Ways
from sealane.startup.step import StepName
from sealane.verdicts.evidence import Evidence
from sealane.verdicts.proof import StepVerdict
from sealane.verdicts.trace import Hop, Packet, Trace
from sealane.verdicts.verdict import Verdict
from sealane.world.values import Origin
from tests.worlds.healthy import healthy

PACKET = Packet(source="10.0.0.4", destination="44.192.0.1", protocol="tcp", port=443)
TABLE = Hop(kind="route-table", origin=Origin("table"), rule=Origin("route"), does="routes")
NAT = Hop(kind="nat-gateway", origin=Origin("the-nat"), rule=Origin("the-nat"), does="translates")


def login() -> StepVerdict:
    """Return the step that gets the registry's token."""
    steps = prove(healthy()).services[0].steps
    return next(step for step in steps if step.step.name is StepName.REGISTRY_LOGIN)


@pytest.mark.parametrize(
    ("trace", "said"),
    [
        (Trace(verdict=Verdict.HOLDS, packet=PACKET, forward=(TABLE, NAT)), "the-nat"),
        (Trace(verdict=Verdict.HOLDS, packet=PACKET, forward=(TABLE,), endpoint="vpce-1"), "vpce-1"),
        (Trace(verdict=Verdict.FAILS, packet=PACKET, forward=(TABLE, NAT)), "an endpoint of ecr.api"),
    ],
    ids=["a NAT gateway", "an endpoint", "nothing that gets through"],
)
def test_carrier(trace: Trace, said: str) -> None:
    """A way that gets through names its endpoint or gateway; one that does not, what would carry it."""
    view = step_view("0.0", login(), Evidence(traces=(trace,), permissions=()), Ways(), {})
    assert view.carrier == said
