"""The healthy templates hold when they are proved; each wound to the one in YAML is found by its cause."""

from __future__ import annotations

from pathlib import Path

import pytest

from sealane.proof.prove import prove
from sealane.readers.cloudformation.read import world_of_template
from sealane.verdicts.cause import Cause
from sealane.verdicts.proof import ServiceProof
from sealane.verdicts.verdict import Verdict

HERE = Path(__file__).parent
YAML = (HERE / "healthy_yaml" / "template.yaml").read_text(encoding="utf-8")
HEALTHY = sorted(path.name for path in HERE.glob("healthy_*"))
WITH_GATEWAY = """
  Gateway: {Type: AWS::EC2::InternetGateway}
  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}
  Default:
    Type: AWS::EC2::Route
    Properties: {RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}
"""
PUBLIC = "SecurityGroups: [!Ref TaskGroup]\n"
API = YAML.partition("  EcrApi:")[2].partition("  EcrDkr:")[0]


def proved(text: str, name: str = "template.yaml", account: str = "111122223333") -> ServiceProof:
    """Return the proof of the only service of a template."""
    world = world_of_template(text.encode(), name, region="us-east-1", account=account)
    (service,) = prove(world).services
    return service


def causes(service: ServiceProof) -> set[Cause]:
    """Return the causes of what was found, without advice."""
    return {finding.cause for finding in service.findings}


@pytest.mark.parametrize("case", HEALTHY)
def test_healthy_template_holds(case: str) -> None:
    """The service of each healthy template starts and is sealed."""
    template = next((HERE / case).glob("template.*"))
    service = proved(template.read_text(encoding="utf-8"), template.name)
    assert (service.starts, service.sealed) == (Verdict.HOLDS, Verdict.HOLDS)
    assert causes(service) == set()


@pytest.mark.parametrize("case", HEALTHY)
def test_nothing_fails_for_want_of_an_account(case: str) -> None:
    """Without an account the seal is still proved, and nothing is found that is not there."""
    template = next((HERE / case).glob("template.*"))
    service = proved(template.read_text(encoding="utf-8"), template.name, account="")
    assert service.starts is not Verdict.FAILS
    assert service.sealed is Verdict.HOLDS
    assert causes(service) == set()


@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [
        (f"  EcrApi:{API}", "", Cause.ENDPOINT_MISSING),
        ("EnableDnsHostnames: true", "EnableDnsHostnames: false", Cause.VPC_DNS_OFF),
        ("      EnableDnsHostnames: true\n", "", Cause.VPC_DNS_OFF),
        ('logs"\n      PrivateDnsEnabled: true\n', 'logs"\n', Cause.ENDPOINT_PRIVATE_DNS_OFF),
        (
            "FromPort: 443, ToPort: 443, CidrIp: !GetAtt Vpc.CidrBlock}\n  EcrApi",
            "FromPort: 80, ToPort: 80, CidrIp: !GetAtt Vpc.CidrBlock}\n  EcrApi",
            Cause.ENDPOINT_GROUP_INGRESS,
        ),
        ("RouteTableIds: [!Ref Table]", "RouteTableIds: []", Cause.GATEWAY_ENDPOINT_NOT_ROUTED),
        (
            'DestinationPrefixListId: !FindInMap [S3PrefixList, !Ref "AWS::Region", Id]',
            "CidrIp: 192.0.2.0/24",
            Cause.TASK_GROUP_EGRESS,
        ),
        (
            "Principal: {Service: ecs-tasks.amazonaws.com}",
            "Principal: {Service: ecs.amazonaws.com}",
            Cause.ROLE_NOT_ASSUMABLE,
        ),
        ("Action: ecr:GetAuthorizationToken", "Action: ecr:Nothing", Cause.ACTION_NOT_ALLOWED),
        ("Resource: !GetAtt Repository.Arn", "Resource: !Sub '${Repository.Arn}-other'", Cause.RESOURCE_NOT_ALLOWED),
        ("Cpu: 256", "Cpu: 300", Cause.SIZE_NOT_OFFERED),
    ],
)
def test_wound_is_found(old: str, new: str, cause: Cause) -> None:
    """One thing taken out of the healthy template keeps the service from starting, for that reason."""
    assert old in YAML
    service = proved(YAML.replace(old, new))
    assert service.starts is Verdict.FAILS
    assert cause in causes(service)


def test_way_out_is_found() -> None:
    """With an internet gateway and a public address the service is not sealed; without the address it is."""
    group = YAML.replace(
        "SecurityGroupEgress:\n", "SecurityGroupEgress:\n        - {IpProtocol: -1, CidrIp: 0.0.0.0/0}\n"
    )
    routed = group.rstrip() + WITH_GATEWAY
    assert proved(routed).sealed is Verdict.HOLDS
    public = proved(routed.replace(PUBLIC, f"{PUBLIC}          AssignPublicIp: ENABLED\n"))
    assert public.sealed is Verdict.FAILS
    assert Cause.INTERNET_BY_PUBLIC_ADDRESS in causes(public)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            'VpcEndpointType: Interface\n      ServiceName: !Sub "com.amazonaws.${AWS::Region}.logs"',
            "VpcEndpointType: Interface\n      ServiceName: '{{resolve:ssm:/logs}}'",
        ),
        ("SecurityGroupIds: [!Ref EndpointGroup]", "SecurityGroupIds: ['{{resolve:ssm:/group}}']"),
        ("ExecutionRoleArn: !GetAtt ExecutionRole.Arn", "ExecutionRoleArn: arn:aws:iam::111122223333:role/other"),
    ],
)
def test_what_is_not_known_is_not_proved(old: str, new: str) -> None:
    """What only a deployment knows, or another template, leaves the start undecided."""
    assert old in YAML
    assert proved(YAML.replace(old, new)).starts is Verdict.UNKNOWN
