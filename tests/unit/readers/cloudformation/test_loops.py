"""`Fn::ForEach` makes what it says, where the language extensions are declared."""

from __future__ import annotations

import pytest

from sealane.world.stores import LogGroup
from sealane.world.subnets import Subnet
from sealane.world.values import Known
from tests.unit.readers.cloudformation.deploying import read, refused

LOOP = """
{transform}
Parameters:
  Names: {{Type: CommaDelimitedList{default}}}
Resources:
  Fn::ForEach::Groups:
    - Name
    - {collection}
    - "Group${{Name}}":
        Type: AWS::Logs::LogGroup
        Properties:
          LogGroupName: !Sub "/app/${{Name}}"
"""
EXTENDED = "Transform: AWS::LanguageExtensions"


def looped(collection: str, transform: str = EXTENDED, default: str = ", Default: 'a,b'") -> str:
    """Return the template of a loop over a collection."""
    return LOOP.format(collection=collection, transform=transform, default=default)


@pytest.mark.parametrize("collection", ["[a, b]", "!Ref Names"])
def test_loop_is_unrolled(collection: str) -> None:
    """A loop makes a resource for each value of a list or of a list parameter."""
    found = read(looped(collection)).table(LogGroup)
    assert {key: group.name for key, group in found.items()} == {"Groupa": Known("/app/a"), "Groupb": Known("/app/b")}


def test_loops_stand_in_loops() -> None:
    """An inner loop knows the name of the outer one, and `&{}` leaves only letters and digits."""
    template = """
Transform: [AWS::LanguageExtensions]
Resources:
  Fn::ForEach::Outer:
    - X
    - [a, b-1]
    - Fn::ForEach::Inner:
        - Y
        - ['1', '2']
        - "S&{X}${Y}":
            Type: AWS::EC2::Subnet
            Properties: {VpcId: vpc-1, CidrBlock: !Sub "10.0.${Y}.0/24", AvailabilityZone: !Ref X}
"""
    found = read(template).table(Subnet)
    assert sorted(found) == ["Sa1", "Sa2", "Sb11", "Sb12"]
    assert found["Sb12"].zone_name == Known("b-1")
    assert found["Sb12"].cidr == Known("10.0.2.0/24")


def test_loop_in_properties() -> None:
    """A loop may make properties too."""
    template = """
Transform: AWS::LanguageExtensions
Resources:
  G:
    Type: AWS::Logs::LogGroup
    Properties:
      Fn::ForEach::P: [X, [LogGroupName], {"${X}": named}]
"""
    assert read(template).table(LogGroup)["G"].name == Known("named")


@pytest.mark.parametrize(
    ("template", "code"),
    [
        (looped("[a]", transform=""), "template-extension-undeclared template.yaml:6:3"),
        (looped("!Ref Names", default=""), "template-loop-unknown template.yaml:8:7"),
        (f"{EXTENDED}\nResources:\n  Fn::ForEach::G: [a, b]\n", "template-function template.yaml:3:3"),
    ],
)
def test_wrong_loop_is_a_problem(template: str, code: str) -> None:
    """A loop without the extensions, over what is not known, or of another form is a problem with a place."""
    assert refused(lambda: read(template)) == code


def test_loop_bomb_is_refused() -> None:
    """Loops in loops cannot make more than a reader would ever write."""
    values = "[" + ", ".join(f"'{number}'" for number in range(60)) + "]"
    body = '{"R${A}${B}${C}${D}": {Type: AWS::Logs::LogGroup}}'
    for name in "DCBA":
        body = f"{{Fn::ForEach::{name}: [{name}, {values}, {body}]}}"
    assert refused(lambda: read(f"{EXTENDED}\nResources: {body}\n")).startswith("template-too-large")
