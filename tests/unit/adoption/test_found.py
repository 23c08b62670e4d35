"""A service is picked out of a reading by name, and what is missing of it is an error that says what to add."""

from __future__ import annotations

import pytest

from sealane.adoption.found import find
from sealane.errors import InputError
from sealane.readers.capture.captured import Capture, CapturedCall
from tests.unit.adoption.described import REGION, Answers, answers_of, found_of
from tests.unit.adoption.specs import plain


def _capture(answers: Answers) -> Capture:
    calls = tuple(CapturedCall(call=call, output=output, region=REGION) for call, output in answers.items())
    return Capture(name="the capture", calls=calls)


@pytest.mark.parametrize(("cluster", "service"), [("", ""), ("shop", "web"), ("", "web"), ("shop", "")])
def test_service_is_found_by_its_names(cluster: str, service: str) -> None:
    """The only one needs no name; a name that it does not have finds nothing."""
    capture = _capture(answers_of(plain()))
    assert find(capture, cluster, service).name == "web"
    with pytest.raises(InputError, match="adopt-no-service"):
        find(capture, cluster, "other")


def test_one_of_several_must_be_named() -> None:
    """Of two services one is found by its name alone; a service that is gone does not count."""
    answers = answers_of(plain())
    services = answers["ecs:DescribeServices"]["services"]
    services.append({**services[0], "serviceName": "api", "serviceArn": f"{services[0]['serviceArn']}-api"})
    with pytest.raises(InputError, match="adopt-several-services"):
        find(_capture(answers), "", "")
    assert find(_capture(answers), "", "api").name == "api"
    services[1]["status"] = "INACTIVE"
    assert find(_capture(answers), "", "").name == "web"


@pytest.mark.parametrize(
    "call", ["ecs:DescribeTaskDefinition", "ecs:DescribeClusters", "ec2:DescribeSubnets", "ec2:DescribeVpcs"]
)
def test_what_is_missing_is_named(call: str) -> None:
    """Without one of these answers nothing can be written; with them the service is found."""
    with pytest.raises(InputError, match="adopt-incomplete"):
        found_of(plain(), without=call)
    assert found_of(plain()).name == "web"


def test_container_behind_the_load_balancer_is_the_service() -> None:
    """Of several containers it is the one with the traffic, or else the first that is essential."""

    def agent_first(answers: Answers) -> None:
        task = answers["ecs:DescribeTaskDefinition"]["taskDefinition"]
        task["containerDefinitions"].insert(0, {"name": "agent", "image": "agent:1", "essential": True})

    def balanced(answers: Answers) -> None:
        target = {"targetGroupArn": "arn:tg", "containerName": "web", "containerPort": 80}
        answers["ecs:DescribeServices"]["services"][0]["loadBalancers"] = [target]

    assert found_of(plain(), agent_first).container.text("name") == "agent"
    assert found_of(plain(), agent_first, balanced).container.text("name") == "web"
