"""An existing VPC as people have them: nearly right, with one fault of each kind that sealane must cope with."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sealane.sandbox.clients import client
from sealane.sandbox.record import Sandbox

OPEN_POLICY = json.dumps(
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExistingVpc:
    """What was made.

    The first subnet is associated with `custom_table`; the second has no association and so uses `main_table`.
    `s3` is associated with `stray_table`, which no subnet uses; `ecr_api` has its private names off; `logs` is well;
    there is no endpoint for `ecr.dkr`.
    """

    region: str
    vpc: str
    cidr: str
    subnets: tuple[str, str]
    main_table: str
    custom_table: str
    stray_table: str
    endpoint_group: str
    s3: str
    ecr_api: str
    logs: str


def existing_vpc(sandbox: Sandbox, region: str, cidr: str = "10.60.0.0/16") -> ExistingVpc:
    """Create it through the EC2 API, in the first two zones of the Region; `cidr` is a /16."""
    ec2 = client(sandbox, "ec2", region)
    vpc = ec2.create_vpc(CidrBlock=cidr)["Vpc"]["VpcId"]
    for attribute in ("EnableDnsSupport", "EnableDnsHostnames"):
        ec2.modify_vpc_attribute(VpcId=vpc, **{attribute: {"Value": True}})
    zones = [zone["ZoneName"] for zone in ec2.describe_availability_zones()["AvailabilityZones"]][:2]
    head = cidr.rsplit(".", 2)[0]
    first, second = (
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"{head}.{number}.0/24", AvailabilityZone=zone)["Subnet"]["SubnetId"]
        for number, zone in enumerate(zones, start=1)
    )
    main = ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["RouteTables"][0]["RouteTableId"]
    custom, stray = (ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"] for _ in range(2))
    ec2.associate_route_table(RouteTableId=custom, SubnetId=first)
    group = ec2.create_security_group(GroupName="endpoints", Description="Interface endpoints", VpcId=vpc)["GroupId"]
    https = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": cidr}]}
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[https])

    def endpoint(service: str, **more: object) -> str:
        name = f"com.amazonaws.{region}.{service}"
        made = ec2.create_vpc_endpoint(VpcId=vpc, ServiceName=name, PolicyDocument=OPEN_POLICY, **more)
        return str(made["VpcEndpoint"]["VpcEndpointId"])

    inside = {"VpcEndpointType": "Interface", "SubnetIds": [first, second], "SecurityGroupIds": [group]}
    return ExistingVpc(
        region=region,
        vpc=vpc,
        cidr=cidr,
        subnets=(first, second),
        main_table=main,
        custom_table=custom,
        stray_table=stray,
        endpoint_group=group,
        s3=endpoint("s3", VpcEndpointType="Gateway", RouteTableIds=[stray]),
        ecr_api=endpoint("ecr.api", PrivateDnsEnabled=False, **inside),
        logs=endpoint("logs", PrivateDnsEnabled=True, **inside),
    )
