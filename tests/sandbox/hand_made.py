"""A service as a person makes it in a console: names and address blocks of their own, one route table for each subnet.

The endpoints have one group, S3 has a policy, the endpoint of SQS is there for the application, the log group has a
path of its own, the tasks' group is named by a rule of a database's group, and everything is tagged.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sealane.sandbox.clients import client
from sealane.sandbox.record import Sandbox

CLUSTER = "Prod_Main"
SERVICE = "web-shop"
LOGS = "/prod/shop/web"
TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}
        ],
    }
)
QUEUE = {"Effect": "Allow", "Action": ["sqs:ReceiveMessage"], "Resource": ["arn:aws:sqs:*:*:orders"]}
S3_POLICY = {
    "Version": "2012-10-17",
    "Statement": [
        {"Sid": "Ours", "Effect": "Allow", "Principal": "*", "Action": "s3:Get*", "Resource": "arn:aws:s3:::prod-*/*"},
        {
            "Sid": "Layers",
            "Effect": "Allow",
            "Principal": "*",
            "Action": "s3:GetObject",
            "Resource": "arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*",
        },
    ],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HandMade:
    """What was made, by ids."""

    vpc: str
    subnets: tuple[str, ...]
    tables: tuple[str, ...]
    endpoints: dict[str, str]
    tasks_group: str
    endpoints_group: str
    database_group: str


def hand_made(sandbox: Sandbox, region: str, image: str) -> HandMade:
    """Make it; `image` is what the registry holds."""
    ec2 = client(sandbox, "ec2", region)
    vpc = ec2.create_vpc(CidrBlock="172.20.0.0/20", TagSpecifications=_tags("vpc", "prod"))["Vpc"]["VpcId"]
    for attribute in ("EnableDnsSupport", "EnableDnsHostnames"):
        ec2.modify_vpc_attribute(VpcId=vpc, **{attribute: {"Value": True}})
    subnets, tables = zip(
        *(_subnet(ec2, vpc, f"172.20.{8 * number}.0/22", f"{region}{zone}") for number, zone in enumerate("ac")),
        strict=True,
    )
    tasks, behind, database = (
        ec2.create_security_group(GroupName=name, Description=text, VpcId=vpc)["GroupId"]
        for name, text in (("web", "Web shop"), ("vpce", "Endpoints"), ("db", "Database"))
    )
    _admit(ec2, behind, 443, {"IpRanges": [{"CidrIp": "172.20.0.0/20", "Description": "everybody here"}]})
    _admit(ec2, database, 5432, {"UserIdGroupPairs": [{"GroupId": tasks, "Description": "web"}]})
    _admit(ec2, tasks, 8080, {"IpRanges": [{"CidrIp": "172.20.0.0/22"}, {"CidrIp": "172.20.8.0/22"}]})
    made = HandMade(
        vpc=vpc,
        subnets=subnets,
        tables=tables,
        endpoints=_endpoints(ec2, vpc, region, subnets, tables, behind),
        tasks_group=tasks,
        endpoints_group=behind,
        database_group=database,
    )
    _service(sandbox, region, image, made)
    return made


def _tags(kind: str, name: str) -> list[dict[str, Any]]:
    return [{"ResourceType": kind, "Tags": [{"Key": "Name", "Value": name}, {"Key": "owner", "Value": "anna"}]}]


def _subnet(ec2: Any, vpc: str, cidr: str, zone: str) -> tuple[str, str]:  # noqa: ANN401
    more = {"TagSpecifications": _tags("subnet", f"prod-{zone}")}
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock=cidr, AvailabilityZone=zone, **more)["Subnet"]["SubnetId"]
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)
    return subnet, table


def _admit(ec2: Any, group: str, port: int, peers: dict[str, Any]) -> None:  # noqa: ANN401
    rule = {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, **peers}
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[rule])


def _endpoints(
    ec2: Any,  # noqa: ANN401
    vpc: str,
    region: str,
    subnets: tuple[str, ...],
    tables: tuple[str, ...],
    group: str,
) -> dict[str, str]:
    made = {}
    for suffix in ("ecr.api", "ecr.dkr", "logs", "sqs", "s3"):
        about: dict[str, Any] = {"VpcEndpointType": "Gateway", "RouteTableIds": list(tables)}
        about["PolicyDocument"] = json.dumps(S3_POLICY)
        if suffix != "s3":
            about = {"VpcEndpointType": "Interface", "SubnetIds": list(subnets), "SecurityGroupIds": [group]}
            about["PrivateDnsEnabled"] = True
        name = f"com.amazonaws.{region}.{suffix}"
        made[suffix] = ec2.create_vpc_endpoint(VpcId=vpc, ServiceName=name, **about)["VpcEndpoint"]["VpcEndpointId"]
    return made


def _service(sandbox: Sandbox, region: str, image: str, made: HandMade) -> None:
    iam, ecs = client(sandbox, "iam", region), client(sandbox, "ecs", region)
    roles = {}
    for name in ("ecsTaskExecutionRole", "shop"):
        roles[name] = iam.create_role(RoleName=name, AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
    policy = json.dumps({"Version": "2012-10-17", "Statement": [QUEUE]})
    iam.put_role_policy(RoleName="shop", PolicyName="queue", PolicyDocument=policy)
    client(sandbox, "logs", region).create_log_group(logGroupName=LOGS)
    definition = ecs.register_task_definition(
        family="shop-task",
        requiresCompatibilities=["FARGATE"],
        networkMode="awsvpc",
        cpu="512",
        memory="1024",
        executionRoleArn=roles["ecsTaskExecutionRole"],
        taskRoleArn=roles["shop"],
        containerDefinitions=[_container(region, image)],
    )["taskDefinition"]["taskDefinitionArn"]
    ecs.create_cluster(clusterName=CLUSTER)
    network = {"subnets": list(made.subnets), "securityGroups": [made.tasks_group], "assignPublicIp": "DISABLED"}
    ecs.create_service(
        cluster=CLUSTER,
        serviceName=SERVICE,
        taskDefinition=definition,
        desiredCount=2,
        launchType="FARGATE",
        networkConfiguration={"awsvpcConfiguration": network},
        deploymentConfiguration={"maximumPercent": 150, "minimumHealthyPercent": 50},
        enableECSManagedTags=True,
    )


def _container(region: str, image: str) -> dict[str, Any]:
    return {
        "name": "shop",
        "image": image,
        "essential": True,
        "environment": [{"name": "STAGE", "value": "prod"}, {"name": "PRICE", "value": "${x} 5 %{y}"}],
        "portMappings": [{"containerPort": 8080}],
        "logConfiguration": {
            "logDriver": "awslogs",
            "options": {"awslogs-group": LOGS, "awslogs-region": region, "awslogs-stream-prefix": "web"},
        },
    }
