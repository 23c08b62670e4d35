"""A private network with a service in the sandbox, made through its APIs."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from sealane.records import dataclass
from sealane.sandbox import images
from sealane.sandbox.clients import client
from sealane.sandbox.record import Sandbox

REGION = "eu-west-1"
GROUP = "/ecs/web"
IMAGE = f"123456789012.dkr.ecr.{REGION}.amazonaws.com/web:1"
_TRUST = {
    "Effect": "Allow",
    "Principal": {"Service": "ecs-tasks.amazonaws.com"},
    "Action": "sts:AssumeRole",
}
_EXECUTION = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estate:
    """What was made; endpoints by service, and the folder in which packets are kept."""

    sandbox: Sandbox
    packets: str
    subnet: str
    group: str
    endpoints: dict[str, str]

    def client(self, service: str) -> Any:  # noqa: ANN401 - made at run time
        """Return a client."""
        return client(self.sandbox, service, REGION)

    @property
    def network(self) -> dict[str, Any]:
        """Where tasks run."""
        return {"awsvpcConfiguration": {"subnets": [self.subnet], "securityGroups": [self.group]}}

    def service(self) -> dict[str, Any]:
        """Describe the service."""
        found: dict[str, Any] = self.client("ecs").describe_services(cluster="c", services=["web"])["services"][0]
        return found

    def tasks(self, status: str = "RUNNING", **more: str) -> list[dict[str, Any]]:
        """Describe tasks by what they are to be."""
        ecs = self.client("ecs")
        arns = ecs.list_tasks(cluster="c", desiredStatus=status, **more)["taskArns"]
        return list(ecs.describe_tasks(cluster="c", tasks=arns)["tasks"]) if arns else []

    def lines(self) -> list[str]:
        """Return everything in the log group."""
        logs = self.client("logs")
        streams = logs.describe_log_streams(logGroupName=GROUP)["logStreams"]
        events = [logs.get_log_events(logGroupName=GROUP, logStreamName=one["logStreamName"]) for one in streams]
        return [event["message"] for one in events for event in one["events"]]


def estate(sandbox: Sandbox, packets: str) -> Estate:
    """Make it: one subnet, the endpoints that a start needs, a role, an image, a log group, a task definition."""
    ec2 = client(sandbox, "ec2", REGION)
    vpc = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    for attribute in ("EnableDnsSupport", "EnableDnsHostnames"):
        ec2.modify_vpc_attribute(VpcId=vpc, **{attribute: {"Value": True}})
    zone = f"{REGION}a"
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.1.1.0/24", AvailabilityZone=zone)["Subnet"]["SubnetId"]
    table = ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["RouteTables"][0]["RouteTableId"]
    group = ec2.create_security_group(GroupName="all", Description="all", VpcId=vpc)["GroupId"]
    https = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.1.0.0/16"}]}
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[https])
    endpoints = {}
    for service in ("ecr.api", "ecr.dkr", "logs"):
        inside = {"VpcEndpointType": "Interface", "SubnetIds": [subnet], "SecurityGroupIds": [group]}
        name = f"com.amazonaws.{REGION}.{service}"
        made = ec2.create_vpc_endpoint(VpcId=vpc, ServiceName=name, PrivateDnsEnabled=True, **inside)
        endpoints[service] = made["VpcEndpoint"]["VpcEndpointId"]
    s3 = ec2.create_vpc_endpoint(VpcId=vpc, ServiceName=f"com.amazonaws.{REGION}.s3", RouteTableIds=[table])
    endpoints["s3"] = s3["VpcEndpoint"]["VpcEndpointId"]
    _let_out(ec2, group, https)
    _surroundings(sandbox)
    return Estate(sandbox=sandbox, packets=packets, subnet=subnet, group=group, endpoints=endpoints)


def _let_out(ec2: Any, group: str, https: dict[str, Any]) -> None:  # noqa: ANN401 - made at run time
    """Let a group reach the endpoints and S3, and nothing else."""
    everything = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
    ec2.revoke_security_group_egress(GroupId=group, IpPermissions=[everything])
    lists = ec2.describe_managed_prefix_lists()["PrefixLists"]
    s3 = next(one["PrefixListId"] for one in lists if one["PrefixListName"].endswith(".s3"))
    to_s3 = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "PrefixListIds": [{"PrefixListId": s3}]}
    ec2.authorize_security_group_egress(GroupId=group, IpPermissions=[https, to_s3])


def _surroundings(sandbox: Sandbox) -> None:
    iam = client(sandbox, "iam", REGION)
    trust = json.dumps({"Version": "2012-10-17", "Statement": [_TRUST]})
    role = iam.create_role(RoleName="execution", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    iam.attach_role_policy(RoleName="execution", PolicyArn=_EXECUTION)
    client(sandbox, "logs", REGION).create_log_group(logGroupName=GROUP)
    client(sandbox, "ecr", REGION).create_repository(repositoryName="web")
    images.push_demo(sandbox, images.Place(account="123456789012", region=REGION, repository="web", tag="1"))
    ecs = client(sandbox, "ecs", REGION)
    ecs.create_cluster(clusterName="c")
    options = {"awslogs-group": GROUP, "awslogs-region": REGION, "awslogs-stream-prefix": "p"}
    ecs.register_task_definition(
        family="web",
        networkMode="awsvpc",
        requiresCompatibilities=["FARGATE"],
        cpu="256",
        memory="512",
        executionRoleArn=role,
        containerDefinitions=[
            {"name": "app", "image": IMAGE, "logConfiguration": {"logDriver": "awslogs", "options": options}}
        ],
    )


def until(true: Callable[[], Any], seconds: float = 40) -> Any:  # noqa: ANN401 - what is waited for
    """Wait until something is true, and return it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.1)
    msg = f"not within {seconds} s"
    raise AssertionError(msg)
