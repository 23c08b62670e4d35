"""Documents are told by their content, and what is no source is named with what would help."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sealane.errors import InputError, Problem
from sealane.readers.json_keys import first_keys
from sealane.readers.recognise import SourceKind, recognise_document
from sealane.readers.sources import world_of_source
from sealane.readers.state.read import world_of_state
from sealane.readers.state_file import shown_state
from tests.cases.cloudformation.listing import listed

PLAN = {"format_version": "1.2", "planned_values": {}, "resource_changes": [], "configuration": {}}
STATE = {"format_version": "1.0", "values": {"root_module": {}}}
STATE_FILE = {"version": 4, "terraform_version": "1.11.0", "serial": 1, "lineage": "x", "outputs": {}, "resources": []}
TEMPLATE = {"Resources": {"V": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}}}}
YAML = "AWSTemplateFormatVersion: 2010-09-09\nResources:\n  V: {Type: AWS::EC2::VPC}\n"


def kind(content: bytes) -> SourceKind:
    """Return what a document is."""
    return recognise_document(content, "source").kind


def problem(content: bytes, name: str = "source") -> Problem:
    """Return why a document is none."""
    with pytest.raises(InputError) as caught:
        recognise_document(content, name)
    return caught.value.problems[0]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (PLAN, SourceKind.PLAN),
        (dict(sorted(PLAN.items())), SourceKind.PLAN),
        (STATE, SourceKind.STATE),
        ({"format_version": "1.0"}, SourceKind.STATE),
        (STATE_FILE, SourceKind.STATE_FILE),
        (TEMPLATE, SourceKind.TEMPLATE),
        ({"Parameters": {"P": {"Type": "String"}}, **TEMPLATE}, SourceKind.TEMPLATE),
    ],
)
def test_json_is_told_by_its_keys(document: dict[str, Any], expected: SourceKind) -> None:
    """Plans, states and templates in JSON are told apart, in whatever order their keys stand."""
    assert kind(json.dumps(document).encode()) is expected
    assert kind(json.dumps(document, indent=2).encode()) is expected


def test_decisive_key_may_stand_behind_a_megabyte() -> None:
    """Where the first keys say too little, all of them are looked at."""
    late = {"applyable": True, "configuration": {"x": "y" * 1_000_000}, **{key: PLAN[key] for key in list(PLAN)[:3]}}
    assert kind(json.dumps(late).encode()) is SourceKind.PLAN


def test_nested_key_decides_nothing() -> None:
    """A key further down is no key of the document."""
    assert problem(json.dumps({"a": PLAN}).encode()).code == "source-unrecognised"


def test_keys_are_read_without_what_is_below() -> None:
    """Only top-level keys are found, also beside braces and quotes in texts."""
    text = rb'{"a": "}{\"b\": 1", "c": {"d": [1, {"e": "f"}]}, "g": ["h"], "i"  : "j"}'
    assert list(first_keys(text)) == ["a", "c", "g", "i"]
    assert list(first_keys(text, 10)) == ["a"]


@pytest.mark.parametrize("text", [YAML, f"# comment\n---\n{YAML}", YAML.replace("Resources", '"Resources"')])
def test_yaml_template_is_recognised(text: str) -> None:
    """A template in YAML is told by its resources."""
    assert kind(text.encode()) is SourceKind.TEMPLATE


def test_spec_is_told_from_what_looks_like_one() -> None:
    """A spec of sealane is a source; a file of Docker Compose with the same words in it is none."""
    spec = b"# ours\nversion: 1  # of the format\nservices:\n  app: {image: demo/app:1.0}\n"
    assert recognise_document(spec, "sealane.yaml").kind is SourceKind.SPEC
    for version in (b"'3'", b"3.8", b"10"):
        with pytest.raises(InputError):
            recognise_document(spec.replace(b"version: 1 ", b"version: " + version), "compose.yaml")


def test_template_with_a_mistake_is_still_a_template() -> None:
    """What was meant as a template is refused by its reader, which knows line and column."""
    assert kind(json.dumps(TEMPLATE).encode()[:-3]) is SourceKind.TEMPLATE
    assert kind(f"{YAML}\tx".encode()) is SourceKind.TEMPLATE


def test_template_that_is_not_utf8_is_still_a_template() -> None:
    """A byte that is no text, anywhere in a template, is left to the reader of templates; whole, it is read."""
    assert kind(json.dumps({"Description": "\xd7", **TEMPLATE}, ensure_ascii=False).encode()) is SourceKind.TEMPLATE
    broken = json.dumps({"Description": "@", **TEMPLATE}).encode().replace(b"@", b"\xd7")
    assert kind(broken) is SourceKind.TEMPLATE
    with pytest.raises(InputError):
        world_of_source(recognise_document(broken, "source"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_encoding_of_powershell_is_understood(encoding: str) -> None:
    """What a Windows shell redirects into a file is the same document."""
    found = recognise_document(json.dumps(PLAN).encode(encoding), "plan.json")
    assert found.kind is SourceKind.PLAN
    assert json.loads(found.content) == PLAN


@pytest.mark.parametrize(
    ("content", "code", "hint"),
    [
        (b"", "source-empty", ""),
        (b" \n", "source-empty", ""),
        (b"PK\x03\x04\x00\x00tfplan", "plan-binary", "`terraform show -json 'my plan' > plan.json`"),
        (b"PK\x03\x04\x00\x00other", "source-unrecognised", "unpack"),
        (b'{"@level":"info","@message":"x"}\n{"@level":"info"}', "plan-event-stream", "terraform show -json tfplan"),
        (b'{"a": 1', "json-invalid", "python -m json.tool"),
        (b'{"remote_plan_format": 1, "run_id": "x"}', "source-unrecognised", "terraform show -json"),
        (b'{"encrypted_data": "x", "lineage": "l"}', "source-unrecognised", "tofu show -json"),
        (b'{"family": "x", "containerDefinitions": []}', "source-unrecognised", "sealane endpoints 'my plan'"),
        (b'{"Vpcs": []}', "source-unrecognised", "directory"),
        (b'resource "aws_vpc" "v" {\n}', "source-unrecognised", "directory"),
        (b"apiVersion: v1\nkind: Pod\n", "source-unrecognised", ""),
        (b"app:\n  image: x\n", "source-unrecognised", "sealane plan"),
        (b"hello", "source-unrecognised", ""),
        (b"\x7fELF\x00\x00", "source-unrecognised", ""),
        (b"{}", "source-unrecognised", ""),
        (b"[1]", "source-unrecognised", ""),
    ],
)
def test_what_is_no_source_is_named(content: bytes, code: str, hint: str) -> None:
    """Everything else is one problem: what was seen, and the command that makes a source of it."""
    found = problem(content, "my plan")
    assert found.code == code
    assert hint in found.hint
    if code == "source-unrecognised":
        assert [label for label, _ in found.facts] == ["seen", "read"]


def test_secret_values_are_not_shown() -> None:
    """What stands in a document that is none is not repeated, only its keys."""
    found = problem(b'{"password": "hidden-one"}')
    assert "hidden-one" not in str(found)
    assert "password" in str(found.facts)


INSTANCE = {"index_key": "a", "attributes": {"id": "vpc-1", "cidr_block": "10.0.0.0/16", "arn": "arn"}}
RESOURCE = {
    "mode": "managed",
    "type": "aws_vpc",
    "name": "v",
    "module": "module.net",
    "provider": 'provider["registry.terraform.io/hashicorp/aws"]',
    "instances": [INSTANCE],
}


def test_state_file_is_read_as_terraform_shows_it() -> None:
    """A `terraform.tfstate` comes to the world of what `terraform show -json` prints of it."""
    content = json.dumps({**STATE_FILE, "resources": [RESOURCE]}).encode()
    shown = {
        "address": 'module.net.aws_vpc.v["a"]',
        "mode": "managed",
        "type": "aws_vpc",
        "name": "v",
        "index": "a",
        "provider_name": "registry.terraform.io/hashicorp/aws",
        "values": INSTANCE["attributes"],
    }
    module = {"address": "module.net", "resources": [shown]}
    printed = {"format_version": "1.0", "values": {"root_module": {"child_modules": [module]}}}
    ours = world_of_source(recognise_document(content, "terraform.tfstate"))
    assert listed(ours) == listed(world_of_state(json.dumps(printed).encode(), "terraform.tfstate"))
    assert listed(ours)


@pytest.mark.parametrize("content", [b'{"version": 3, "resources": []}', b'{"version": "4"}', b"{"])
def test_state_file_of_another_form_is_refused(content: bytes) -> None:
    """Only the version that is known is read."""
    with pytest.raises(InputError) as caught:
        shown_state(content, "terraform.tfstate")
    assert "terraform show -json" in caught.value.problems[0].hint


def test_source_is_read_by_its_reader() -> None:
    """A recognised template, plan and state come to a world of their kind."""
    documents = ((TEMPLATE, "cloudformation"), (PLAN, "terraform-plan"), (STATE, "terraform-state"))
    for document, expected in documents:
        source = recognise_document(json.dumps(document).encode(), "source")
        assert world_of_source(source, region="us-east-1").source.kind == expected
