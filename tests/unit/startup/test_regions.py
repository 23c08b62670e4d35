"""In a Region that is none every step of a start is there, and nobody says where its packets go."""

from __future__ import annotations

import pytest

from sealane.proof.prove import prove
from sealane.records import replace
from sealane.startup.sequence import steps
from sealane.startup.step import NoPackets, Outside, StepName, Undecided
from sealane.verdicts.verdict import Verdict
from sealane.world.tasks import Container, LogConfiguration, Setting, TaskDefinition
from sealane.world.values import Known
from tests.worlds.healthy import ACCOUNT, KEY, REGION, container, healthy, service, task

OPTIONS = Known((("awslogs-group", "/ecs/app"), ("awslogs-region", REGION)))


def everything() -> TaskDefinition:
    """Return a task with every kind of step."""
    own = replace(container(), name="own", image=Known("demo/app:1"), own_registry=True)
    logging = replace(container(), name="logging", log=LogConfiguration(driver="awslogs", options=OPTIONS))
    router = Container(name="router", image=Known("nginx:1"), firelens_type="fluentbit")
    return replace(
        task(),
        containers=(container(), own, logging, router),
        exec_enabled=True,
        exec_bucket=Known("sessions"),
        service_connect=True,
        aws_services=("s3", "dynamodb", "sqs"),
        keys=(("secret:PASSWORD", KEY),),
    )


def setting(region: str) -> Setting:
    """Return a place in some Region."""
    return Setting(partition="aws", region=region, account=Known(ACCOUNT))


@pytest.mark.parametrize("region", ["", "narnia-1"])
@pytest.mark.parametrize("version", ["LATEST", "1.4.0", "1.3.0"])
def test_steps_are_those_of_any_region(region: str, version: str) -> None:
    """The same steps are made as in a Region that there is, and none of them goes to a host that anybody knows."""
    whole = replace(everything(), platform_version=version)
    there, nowhere = steps(whole, setting(REGION)), steps(whole, setting(region))
    assert {one.name for one in nowhere} == {one.name for one in there}
    going = [one for one in nowhere if not isinstance(one.carrier, NoPackets | Outside)]
    assert going
    literal = f".{REGION}."
    assert {type(one.host) for one in going if literal not in str(one.host)} & {Known} == set()
    assert not [one for one in there if isinstance(one.carrier, Undecided)]


@pytest.mark.parametrize("region", ["", "narnia-1"])
def test_service_there_is_not_decided(region: str) -> None:
    """A service in a Region that nobody knows neither starts nor fails; a file system is where its VPC is."""
    world = healthy(replace(service(), setting=setting(region)))
    (proof,) = prove(world).services
    assert proof.starts is Verdict.UNKNOWN
    assert proof.steps
    sending = [one for one in proof.steps if one.step.port and one.step.name is not StepName.VOLUME_MOUNT]
    assert {one.verdict for one in sending} == {Verdict.UNKNOWN}
    (known,) = prove(healthy()).services
    assert known.starts is Verdict.HOLDS
