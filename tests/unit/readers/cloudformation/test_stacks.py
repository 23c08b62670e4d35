"""Several templates: stacks in stacks, exports and imports, circles, macros, and what is no template."""

from __future__ import annotations

import pytest

from sealane.errors import EnvironmentFailure, InputError
from sealane.readers.cloudformation.read import Template, recognise, world_of_templates
from sealane.world.endpoints import Endpoint
from sealane.world.gaps import Noun
from sealane.world.route_tables import RouteTable
from sealane.world.security_groups import SecurityGroup
from sealane.world.services import Service
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unknown
from sealane.world.vpcs import Vpc
from sealane.world.world import World
from tests.unit.readers.cloudformation.deploying import read, refused

OUTER = """
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Network:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ./network.yaml
      Parameters:
        VpcId: !Ref Vpc
        Groups: !Join [",", [!Ref First, !Ref Second]]
  First: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc}}
  Second: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc}}
  Association:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: {SubnetId: !GetAtt Network.Outputs.Subnet, RouteTableId: !Ref Table}
  Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
"""
INNER = """
Parameters:
  VpcId: {Type: AWS::EC2::VPC::Id}
  Groups: {Type: List<AWS::EC2::SecurityGroup::Id>}
Resources:
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref VpcId, CidrBlock: 10.0.0.0/24}}
  Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcEndpointType: Interface
      ServiceName: com.amazonaws.us-east-1.logs
      VpcId: !Ref VpcId
      SubnetIds: [!Ref Subnet]
      SecurityGroupIds: !Ref Groups
Outputs:
  Subnet: {Value: !Ref Subnet}
"""


def nested(inner: str = INNER) -> World:
    """Read the outer template with the inner one beside it."""
    return read(OUTER, beside={"./network.yaml": inner.encode()}.get)


def test_nested_stack_is_read() -> None:
    """References lead into a nested stack by its parameters, and out of it by its outputs."""
    world = nested()
    assert world.table(Subnet)["Network.Subnet"].vpc == Known("Vpc")
    assert world.table(Endpoint)["Network.Endpoint"].security_groups == Known(("First", "Second"))
    assert world.table(RouteTable)["Table"].subnets == ("Network.Subnet",)
    assert not world.gaps


def test_nested_stack_elsewhere_is_a_gap() -> None:
    """A nested stack that is not beside the template may make anything."""
    world = read(OUTER)
    assert world.gap(Noun.ENDPOINTS, "Vpc") is not None
    assert not world.table(Subnet)


def test_missing_output_is_a_problem() -> None:
    """An output that the nested template does not have is a problem of the outer one."""
    assert refused(lambda: nested(INNER.replace("  Subnet: {Value", "  Other: {Value"))).startswith(
        "template-reference-unknown template.yaml:15:"
    )


def test_nested_stack_that_holds_itself_ends() -> None:
    """A template that nests itself is opened a few times and is a gap then."""
    template = "Resources:\n  Me: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: me.yaml}}\n"
    world = read(template, beside={"me.yaml": template.encode()}.get)
    assert world.gap(Noun.SERVICES) is not None


NETWORK = """
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc, SecurityGroupEgress: [{IpProtocol: "6",
    FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16}]}}
Outputs:
  Group: {Value: !GetAtt Group.GroupId, Export: {Name: Network-Group}}
"""
RULES = """
Resources:
  Rule:
    Type: AWS::EC2::SecurityGroupIngress
    Properties: {GroupId: !ImportValue Network-Group, IpProtocol: tcp, FromPort: 1, ToPort: 2, CidrIp: 10.0.0.0/8}
"""


def test_import_finds_what_another_template_exports() -> None:
    """A rule in one template of an app belongs to the group that another one exports."""
    templates = [
        Template(name=f"{name}.template.json", text=text.encode())
        for name, text in (("Network", NETWORK), ("Rules", RULES))
    ]
    world = world_of_templates(templates, name="cdk.out")
    group = world.table(SecurityGroup)["Network.Group"]
    assert [rule.origin.name for rule in group.rules] == ["Network.Group", "Rules.Rule"]
    alone = world_of_templates(templates[1:], name="cdk.out").table(SecurityGroup)
    assert list(alone) == ["export Network-Group"]
    assert alone["export Network-Group"].hidden


def test_two_stacks_have_two_names() -> None:
    """The name of a stack is the same text within one template only."""
    text = b"Resources: {G: {Type: 'AWS::EC2::PrefixList', Properties: {PrefixListName: !Ref 'AWS::StackName'}}}"
    world = world_of_templates([Template(name="a.yaml", text=text), Template(name="b.yaml", text=text)])
    assert {kind.__name__: sorted(table) for kind, table in world.tables.items()} == {"PrefixList": ["a.G", "b.G"]}


CIRCLE = """
Resources:
  A: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: [{IpProtocol: '-1',
    SourceSecurityGroupId: !Ref B}]}}
  B:
    Type: AWS::EC2::SecurityGroup
    Properties: {SecurityGroupIngress: [{IpProtocol: '-1', SourceSecurityGroupId: !GetAtt A.GroupId}]}
"""


def test_circle_is_a_problem() -> None:
    """Resources that name each other are refused with the circle and the place of each reference."""
    with pytest.raises(InputError) as caught:
        read(CIRCLE)
    problem = caught.value.problems[0]
    assert problem.code == "template-circular-reference"
    assert "A → B → A" in problem.what
    assert problem.facts == (("A", "template.yaml:4:28"), ("B", "template.yaml:7:83"))
    assert read(CIRCLE.replace("!GetAtt A.GroupId", "sg-1")).table(SecurityGroup)


def test_circle_under_a_choice_is_none() -> None:
    """A reference on the side of a choice that is not taken makes no circle."""
    template = CIRCLE.replace("!GetAtt A.GroupId", "!If [Never, !GetAtt A.GroupId, sg-1]")
    conditions = "Conditions:\n  Never: !Equals [a, b]\n"
    assert read(f"{conditions}{template}").table(SecurityGroup)


def test_name_that_hangs_on_itself_is_a_problem() -> None:
    """A resource named by its own name is a circle of one."""
    template = "Resources:\n  G: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Sub '${G}-x'}}\n"
    assert refused(lambda: read(template)).startswith("template-circular-reference")


@pytest.mark.parametrize(
    "template",
    [
        "Transform: MyMacro\nResources: {}\n",
        "Transform: [AWS::LanguageExtensions, {Name: AWS::Include}]\nResources: {}\n",
        "Resources:\n  Fn::Transform: {Name: AWS::Include}\n",
    ],
)
def test_macro_is_for_aws_to_run(template: str) -> None:
    """What a macro makes of a template only AWS can say: that is no fault of the template's."""
    with pytest.raises(EnvironmentFailure) as caught:
        read(template)
    assert caught.value.problems[0].code == "template-needs-macro"
    assert "--template-stage Processed" in caught.value.problems[0].hint


def test_known_transforms_are_no_macros() -> None:
    """The transforms that change nothing of the network are read past; what SAM makes may be more."""
    template = "Transform: {}\nResources:\n  Vpc: {{Type: AWS::EC2::VPC, Properties: {{CidrBlock: 10.0.0.0/16}}}}\n"
    assert not read(template.format("AWS::LanguageExtensions")).gaps
    world = read(template.format("AWS::Serverless-2016-10-31"))
    assert world.table(Vpc)
    assert world.gap(Noun.SERVICES) is not None


def test_transformed_properties_are_open() -> None:
    """A resource with `Fn::Transform` among its properties may have any further property."""
    template = """
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      VpcId: vpc-1
      Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://b/k}}
"""
    group = read(template).table(SecurityGroup)["Group"]
    assert group.hidden
    assert not group.rules
    assert group.vpc == Known("vpc-1")


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ("Description: x\n", "template-unrecognised template.yaml"),
        ("Resources: []\n", "template-unrecognised template.yaml"),
        ("Resources:\n  A: {}\n", "template-resource-untyped template.yaml:2:3"),
        ("Resources:\n  A: x\n", "template-resource-untyped template.yaml:2:3"),
    ],
)
def test_no_template_is_a_problem(template: str, code: str) -> None:
    """What has no resources with types is no template."""
    assert refused(lambda: read(template)) == code


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"Resources": {"A": {"Type": "AWS::EC2::VPC"}}}, True),
        ({"AWSTemplateFormatVersion": "2010-09-09", "Resources": {}}, True),
        ({"Resources": {}}, False),
        ({"Resources": []}, False),
        ({"resources": {"A": {"Type": "x"}}}, False),
        ([], False),
        (None, False),
    ],
)
def test_template_is_recognised(document: object, expected: bool) -> None:  # noqa: FBT001 - a row of the table
    """A document is a template by the types of its resources, or by its format version."""
    assert recognise(document) is expected


def test_service_names_an_imported_network() -> None:
    """A service in subnets that another stack exports names them by the export."""
    template = """
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: FARGATE
      TaskDefinition: app
      NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!ImportValue a]}}
"""
    assert read(template).table(Service)["Service"].subnets == Known(("export a",))


def test_exported_list_is_not_one_thing() -> None:
    """What another stack exports may be a list in one text, so splitting it gives nobody knows how many."""
    template = """
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: FARGATE
      TaskDefinition: app
      NetworkConfiguration: {AwsvpcConfiguration: {Subnets: !Split [",", !ImportValue a]}}
"""
    assert isinstance(read(template).table(Service)["Service"].subnets, Unknown)
