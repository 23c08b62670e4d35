"""The stack of `spec_of`, written for the CDK for Python: a sealed VPC, its endpoints, and many Fargate services.

Run by the interpreter of the CDK's own environment: `python cdk_stack.py OUTPUT_FOLDER NUMBER_OF_SERVICES`.
"""

from __future__ import annotations

import sys

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_logs as logs

_INTERFACE_ENDPOINTS = {
    "EcrApi": ec2.InterfaceVpcEndpointAwsService.ECR,
    "EcrDkr": ec2.InterfaceVpcEndpointAwsService.ECR_DOCKER,
    "Logs": ec2.InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
}


def sealed_vpc(stack: cdk.Stack) -> ec2.Vpc:
    """Add a VPC over two zones with private subnets only, and what a task needs to start in it."""
    subnets = ec2.SubnetConfiguration(name="private", subnet_type=ec2.SubnetType.PRIVATE_ISOLATED)
    vpc = ec2.Vpc(stack, "Vpc", max_azs=2, nat_gateways=0, subnet_configuration=[subnets])
    guard = ec2.SecurityGroup(stack, "EndpointGroup", vpc=vpc, allow_all_outbound=False)
    guard.add_ingress_rule(ec2.Peer.ipv4(vpc.vpc_cidr_block), ec2.Port.tcp(443))
    vpc.add_gateway_endpoint("S3", service=ec2.GatewayVpcEndpointAwsService.S3)
    for name, service in _INTERFACE_ENDPOINTS.items():
        vpc.add_interface_endpoint(name, service=service, security_groups=[guard])
    return vpc


def private_service(stack: cdk.Stack, cluster: ecs.Cluster, name: str) -> None:
    """Add one Fargate service with its log group, roles and security group."""
    task = ecs.FargateTaskDefinition(stack, f"{name}Task", cpu=256, memory_limit_mib=512)
    group = logs.LogGroup(stack, f"{name}Logs", retention=logs.RetentionDays.ONE_MONTH)
    repository = ecr.Repository.from_repository_name(stack, f"{name}Repository", f"demo/{name}")
    task.add_container(
        name,
        image=ecs.ContainerImage.from_ecr_repository(repository, "1.0"),
        logging=ecs.LogDriver.aws_logs(stream_prefix=name, log_group=group),
    )
    guard = ec2.SecurityGroup(stack, f"{name}Group", vpc=cluster.vpc, allow_all_outbound=False)
    guard.add_egress_rule(ec2.Peer.ipv4(cluster.vpc.vpc_cidr_block), ec2.Port.tcp(443))
    ecs.FargateService(
        stack,
        f"{name}Service",
        cluster=cluster,
        task_definition=task,
        desired_count=1,
        assign_public_ip=False,
        security_groups=[guard],
        circuit_breaker=ecs.DeploymentCircuitBreaker(rollback=True),
        min_healthy_percent=100,
    )


def main() -> None:
    """Synthesise the stack into a folder."""
    folder, count = sys.argv[1], int(sys.argv[2])
    # CloudFormation takes 500 resources a stack; the limit is lifted because only the synthesis is of interest here.
    app = cdk.App(outdir=folder, analytics_reporting=False, context={"@aws-cdk/core:stackResourceLimit": 0})
    stack = cdk.Stack(app, "Bench", env=cdk.Environment(region="us-east-1"))
    cluster = ecs.Cluster(stack, "Cluster", vpc=sealed_vpc(stack))
    for number in range(count):
        private_service(stack, cluster, f"svc{number:03}")
    app.synth()


if __name__ == "__main__":
    main()
