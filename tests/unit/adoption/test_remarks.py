"""Everything that a spec cannot say is told, and what would be lost stops the adoption until it is left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sealane.adoption.adopt import Adopted, adopt
from sealane.adoption.remark import Matter, Outcome, Remark
from tests.unit.adoption.described import DEFAULT, TASKS, VPC, Answers, found_of
from tests.unit.adoption.specs import plain

Wound = Callable[[Answers], object]
_NAT = {"DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-0a", "Origin": "CreateRoute"}


def _task(answers: Answers) -> dict[str, Any]:
    task: dict[str, Any] = answers["ecs:DescribeTaskDefinition"]["taskDefinition"]
    return task


def _container(**more: object) -> Wound:
    return lambda answers: _task(answers)["containerDefinitions"][0].update(more)


def _definition(**more: object) -> Wound:
    return lambda answers: _task(answers).update(more)


def _service(**more: object) -> Wound:
    return lambda answers: answers["ecs:DescribeServices"]["services"][0].update(more)


def _first(call: str, key: str, **more: object) -> Wound:
    return lambda answers: answers[call][key][0].update(more)


def _sidecar(answers: Answers) -> None:
    _task(answers)["containerDefinitions"].append({"name": "agent", "image": "agent:1", "essential": False})


def _nat_route(answers: Answers) -> None:
    answers["ec2:DescribeRouteTables"]["RouteTables"][1]["Routes"] = [_NAT]


def _no_associations(answers: Answers) -> None:
    tables = answers["ec2:DescribeRouteTables"]["RouteTables"]
    tables[1]["Associations"] = []


def _acl(answers: Answers) -> None:
    acl = {"NetworkAclId": "acl-0a", "VpcId": VPC, "IsDefault": False, "Associations": [{"SubnetId": "subnet-1"}]}
    answers["ec2:DescribeNetworkAcls"] = {"NetworkAcls": [acl]}


def _doors(answers: Answers) -> None:
    gateway = {"InternetGatewayId": "igw-0a", "Attachments": [{"VpcId": VPC}]}
    answers["ec2:DescribeInternetGateways"] = {"InternetGateways": [gateway]}


def _servers(answers: Answers) -> None:
    answers["ec2:DescribeVpcs"]["Vpcs"][0]["DhcpOptionsId"] = "dopt-0a"
    told = {"Key": "domain-name-servers", "Values": [{"Value": "10.0.0.9"}]}
    options = {"DhcpOptionsId": "dopt-0a", "DhcpConfigurations": [told]}
    answers["ec2:DescribeDhcpOptions"] = {"DhcpOptions": [options]}


def _public(answers: Answers) -> None:
    network = answers["ecs:DescribeServices"]["services"][0]["networkConfiguration"]["awsvpcConfiguration"]
    network["assignPublicIp"] = "ENABLED"


def _logging(**more: object) -> Wound:
    return lambda answers: _task(answers)["containerDefinitions"][0]["logConfiguration"].update(more)


def _unknown_role(answers: Answers) -> None:
    answers["iam:GetAccountAuthorizationDetails"] = {"RoleDetailList": []}


def _zone(answers: Answers) -> None:
    zones = {
        "Z0OWN00001": ("ecr.us-east-1.amazonaws.com.", False),
        "Z0ENDPOINT": ("logs.us-east-1.amazonaws.com.", True),
        "Z0OTHER001": ("corp.local.", False),
    }
    summaries = [
        {"HostedZoneId": key, "Name": name, "Owner": {"OwningService": "vpce.amazonaws.com"} if owned else {}}
        for key, (name, owned) in zones.items()
    ]
    answers["route53:ListHostedZonesByVPC"] = {"HostedZoneSummaries": summaries}


_MIXED = [{"capacityProvider": "FARGATE", "base": 1}, {"capacityProvider": "FARGATE_SPOT", "weight": 3}]
_STACK = [{"Key": "aws:cloudformation:stack-name", "Value": "shop"}]
_BIND = {"volumes": [{"name": "data", "host": {}}]}
_IPV6 = [{"Ipv6CidrBlock": "2600:1f18::/56"}]
_NO_EXEC = {"initProcessEnabled": True}
LOST = (
    (_sidecar, "container:agent"),
    (_container(entryPoint=["/bin/sh"]), "container-setting:entryPoint"),
    (_container(user="1000"), "container-setting:user"),
    (_container(ulimits=[{"name": "nofile"}]), "container-setting:ulimits"),
    (_container(dependsOn=[{"containerName": "agent"}]), "container-setting:dependsOn"),
    (_container(linuxParameters=_NO_EXEC), "container-setting:linuxParameters.initProcessEnabled"),
    (_container(portMappings=[{"containerPort": 1}, {"containerPort": 2}]), "container-setting:portMappings"),
    (_container(portMappings=[{"containerPort": 1, "protocol": "udp"}]), "container-setting:portMappings"),
    (_logging(logDriver="splunk"), "container-setting:logConfiguration"),
    (_definition(pidMode="task"), "task-setting:pidMode"),
    (_definition(**_BIND), "volume:data"),
    (_service(serviceRegistries=[{"registryArn": "arn"}]), "service-setting:serviceRegistries"),
    (
        _service(deployments=[{"status": "PRIMARY", "serviceConnectConfiguration": {"enabled": True}}]),
        "service-setting:serviceConnectConfiguration",
    ),
    (_unknown_role, "task-role:old-task"),
    (_first("ec2:DescribeVpcs", "Vpcs", Tags=_STACK), "stack:shop"),
    (_first("ec2:DescribeVpcs", "Vpcs", Ipv6CidrBlockAssociationSet=_IPV6), f"ipv6:{VPC}"),
    (_zone, "private-zone:ecr.us-east-1.amazonaws.com"),
    (_first("ec2:DescribeSubnets", "Subnets", OwnerId="999988887777"), "shared-subnet:subnet-0"),
)
KEPT = (
    (_nat_route, "way-out:rtb-0"),
    (_acl, "network-acl:acl-0a"),
    (_doors, "gateway:igw-0a"),
    (_servers, "name-servers:dopt-0a"),
    (_public, "public-address:web"),
    (_service(capacityProviderStrategy=[{"capacityProvider": "FARGATE", "base": 1}]), "capacity:FARGATE"),
    (_service(capacityProviderStrategy=_MIXED, launchType="EC2"), "capacity:FARGATE, FARGATE_SPOT"),
    (_service(loadBalancers=[{"targetGroupArn": "arn:tg", "containerPort": 80}]), "load-balancer:arn:tg"),
    (
        _first("ec2:DescribeVpcEndpoints", "VpcEndpoints", PolicyDocument='{"Statement": []}'),
        "endpoint-policy:vpce-api-31",
    ),
)


def _ids(cases: tuple[tuple[Wound, str], ...]) -> list[str]:
    return [f"{number}-{name}" for number, (_, name) in enumerate(cases)]


def _adopted(*wounds: Wound, without: str = "") -> Adopted:
    return adopt(found_of(plain(), *wounds, without=without))


def _told(adopted: Adopted, outcome: Outcome) -> dict[str, Remark]:
    return {one.name: one for one in adopted.remarks if one.outcome is outcome}


@pytest.mark.parametrize(("wound", "name"), LOST, ids=_ids(LOST))
def test_what_would_be_lost_stops_the_adoption(wound: Wound, name: str) -> None:
    """It is the only refusal, and leaving it out by name or by matter lifts it; without the wound there is none."""
    adopted = _adopted(wound)
    assert [one.name for one in adopted.refusals(frozenset())] == [name]
    assert adopted.refusals(frozenset({name})) == adopted.refusals(frozenset({name.partition(":")[0]})) == ()
    assert [one.name for one in adopted.refusals(frozenset({"volume:other"}))] == [name]
    assert _adopted().refusals(frozenset()) == ()


@pytest.mark.parametrize(("wound", "name"), KEPT, ids=_ids(KEPT))
def test_what_stays_is_told(wound: Wound, name: str) -> None:
    """It is told as kept, and not told where it is not."""
    adopted = _adopted(wound)
    assert name in _told(adopted, Outcome.KEPT)
    assert adopted.refusals(frozenset()) == ()
    assert name not in _told(_adopted(), Outcome.KEPT)


def _by_code_deploy(answers: Answers) -> None:
    service = answers["ecs:DescribeServices"]["services"][0]
    moved = {key: service.pop(key) for key in ("taskDefinition", "networkConfiguration")}
    service["taskSets"] = [{"status": "PRIMARY", **moved}]
    service["deploymentController"] = {"type": "CODE_DEPLOY"}


@pytest.mark.parametrize(
    ("wound", "matter", "about"),
    [
        (_by_code_deploy, Matter.CONTROLLER, "CODE_DEPLOY"),
        (_service(launchType="EC2"), Matter.LAUNCH_TYPE, "EC2"),
        (_service(capacityProviderStrategy=[{"capacityProvider": "own"}]), Matter.LAUNCH_TYPE, "own"),
    ],
    ids=("code-deploy", "ec2", "own-provider"),
)
def test_no_acceptance_lifts_a_bar(wound: Wound, matter: Matter, about: str) -> None:
    """What another tool deploys, or does not run on Fargate, is refused whatever is left out."""
    (barred,) = _adopted(wound).refusals(frozenset({str(matter), f"{matter}:{about}"}))
    assert (barred.matter, barred.about, barred.outcome) == (matter, about, Outcome.BARRED)
    assert _adopted().refusals(frozenset()) == ()


def test_unread_log_groups_are_no_absent_ones() -> None:
    """Without the answer about log groups the adoption stops; with one that has none the group is made."""
    assert [one.name for one in _adopted(without="logs:DescribeLogGroups").refusals(frozenset())] == [
        "log-group:/ecs/shop/web"
    ]
    absent = _adopted(lambda answers: answers["logs:DescribeLogGroups"].update(logGroups=[]))
    assert "aws_cloudwatch_log_group.web" not in {one.address for one in absent.taken if one.id}
    assert "aws_cloudwatch_log_group.web" in {one.address for one in _adopted().taken if one.id}


def test_default_group_is_closed_where_nothing_uses_it() -> None:
    """Its rules go where no interface has it, and stay where one has, or where nobody looked."""
    interface = {"NetworkInterfaceId": "eni-0a", "VpcId": VPC, "Groups": [{"GroupId": DEFAULT}]}
    used = _adopted(_first_interface(interface))
    assert f"default-group:{DEFAULT}" in _told(used, Outcome.KEPT)
    assert f"default-group:{DEFAULT}" in _told(_adopted(without="ec2:DescribeNetworkInterfaces"), Outcome.KEPT)
    assert f"default-group:{DEFAULT}" in _told(_adopted(), Outcome.CHANGED)


def _first_interface(interface: dict[str, Any]) -> Wound:
    return lambda answers: answers["ec2:DescribeNetworkInterfaces"].update(NetworkInterfaces=[interface])


def test_withheld_values_become_variables() -> None:
    """A value that a capture does not hold is asked for, in its place, and one that it holds is not."""
    spec = plain(environment={"STAGE": "(not kept)", "MODE": "fast"}, command=["(not kept)"])
    adopted = adopt(found_of(spec))
    assert set(_told(adopted, Outcome.ASKED)) == {"withheld:environment:STAGE", "withheld:command"}
    text = {file.name: file.text for file in adopted.files}
    assert '{ name = "STAGE", value = var.web_environment_STAGE }' in text["service.tf"]
    assert "= var.web_command" in text["service.tf"]
    assert 'value = "fast"' in text["service.tf"]
    assert 'variable "web_environment_STAGE"' in text["adopted.tf"]
    assert "web_environment_MODE" not in text["adopted.tf"]
    assert TASKS in text["imports.tf"]
