"""Wounds of ways that lead to something which lets nothing through, and of destinations that no endpoint serves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sealane.verdicts.cause import Cause
from sealane.world.endpoints import Endpoint
from sealane.world.security_groups import Direction
from sealane.world.tasks import LogConfiguration
from sealane.world.values import Known
from tests.worlds import healthy as well
from tests.worlds.wounds.network import routed
from tests.worlds.wounds.seal import forwarder, public_subnet
from tests.worlds.wounds.wound import LOGS, Wound, expect, wound

_ON = Known(True)  # noqa: FBT003 - a value


def wounds() -> Iterator[Wound]:
    """Yield every wound of this family."""
    yield from _forwarders()
    yield from _destinations()


def _forwarders() -> Iterator[Wound]:
    group, interface, instance = forwarder()
    everywhere = well.tasks_group(well.rule(well.TASKS, Direction.EGRESS, "0.0.0.0/0"), well.to_files())
    parts = (everywhere, *public_subnet(), *routed("i-nat"))
    checking = (group, replace(interface, check=_ON), replace(instance, check=_ON))
    closed = (replace(group, rules=()), interface, instance)
    for name, forwarding in (("checks its addresses", checking), ("has a closed group", closed)):
        yield wound(
            f"no endpoint, and a default route to an instance that {name}",
            well.healthy(*parts, *forwarding).without(Endpoint, well.interface("logs").id),
            expect(Cause.FORWARDER_BLOCKS, "i-nat", LOGS),
        )


def _destinations() -> Iterator[Wound]:
    for address in ("8.8.8.8", "1.1.1.1"):
        options = (("splunk-url", f"https://{address}:8088"), ("splunk-token", "made-up"))
        log = LogConfiguration(driver="splunk", options=Known(options))
        everywhere = replace(well.to_endpoints(), peer=Known("0.0.0.0/0"), from_port=Known(1), to_port=Known(65535))
        yield wound(
            f"the logs go to Splunk at {address}",
            well.healthy(
                well.tasks_group(everywhere, well.to_files()),
                replace(well.task(), containers=(replace(well.container(), log=log),)),
            ),
            *(expect(Cause.NO_WAY_OUT, table, LOGS) for table in well.ROUTE_TABLES),
        )
