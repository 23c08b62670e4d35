"""A secret that stands in an input stands in no form of an answer, and in no error."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sealane.world.world import World
from tests.thoroughness import examples
from tests.worlds.healthy import healthy
from tests.worlds.mutants.mutation import damaged
from tests.worlds.mutants.river import answers, world_at, world_in
from tests.worlds.sources import SOURCES
from tests.worlds.wounds.everything import WOUNDS

SECRET = "Pl4nted-s3cret"
_WOUNDED = "the tasks' group has no outbound rule"
_ENVIRONMENT = [{"name": "DATABASE_PASSWORD", "value": SECRET}]
_OF_TERRAFORM: Mapping[str, Mapping[str, Any]] = {
    "aws_secretsmanager_secret_version.db": {"secret_id": "db", "secret_string": SECRET},
    "aws_ssm_parameter.token": {
        "name": "/app/token",
        "type": "SecureString",
        "value": SECRET,
        "insecure_value": SECRET,
    },
    "aws_instance.bastion": {"user_data": f"export TOKEN={SECRET}", "user_data_base64": SECRET, "ami": "ami-1"},
    "aws_launch_template.workers": {"user_data": SECRET},
    "aws_db_instance.main": {"password": SECRET, "username": "admin"},
    "random_password.main": {"result": SECRET, "length": 14},
}
_OF_TEMPLATE: Mapping[str, Mapping[str, Any]] = {
    "Plain": {"Type": "AWS::SecretsManager::Secret", "Properties": {"Name": "plain", "SecretString": SECRET}},
    "Token": {"Type": "AWS::SSM::Parameter", "Properties": {"Name": "t", "Type": "String", "Value": SECRET}},
    "Bastion": {"Type": "AWS::EC2::Instance", "Properties": {"UserData": {"Fn::Base64": SECRET}, "ImageId": "ami-1"}},
    "Database": {"Type": "AWS::RDS::DBInstance", "Properties": {"MasterUserPassword": {"Ref": "Password"}}},
    "Named": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": {"Fn::Sub": "/x/${Password}"}}},
}
_ANSWERS: Mapping[str, Mapping[str, Any]] = {
    "secretsmanager-get-secret-value": {"ARN": "arn:x", "Name": "db", "SecretString": SECRET},
    "ssm-get-parameter": {"Parameter": {"Name": "/app/token", "Type": "SecureString", "Value": SECRET}},
    "ec2-describe-instance-attribute": {"InstanceId": "i-1", "UserData": {"Value": SECRET}},
    "sts-get-session-token": {"Credentials": {"AccessKeyId": SECRET, "SecretAccessKey": SECRET}},
}


def in_containers(value: object, put: Callable[[dict[str, Any]], None]) -> object:
    """Put something into every container of a document, also of one that stands in a text."""
    if isinstance(value, list):
        return [in_containers(one, put) for one in value]
    if isinstance(value, str) and value.startswith("[{"):
        return json.dumps(in_containers(json.loads(value), put))
    if not isinstance(value, dict):
        return value
    found = {key: in_containers(one, put) for key, one in value.items()}
    if found.keys() & {"image", "Image"} and found.keys() & {"logConfiguration", "LogConfiguration"}:
        put(found)
    return found


def planted(container: dict[str, Any]) -> None:
    """Give a container what holds secrets in plain text: variables, a command, an option of its log driver."""
    upper = "Image" in container
    variables = [{name.capitalize() if upper else name: text for name, text in one.items()} for one in _ENVIRONMENT]
    container["Environment" if upper else "environment"] = variables
    container["Command" if upper else "command"] = ["--token", SECRET]
    container["DockerLabels" if upper else "dockerLabels"] = {"token": SECRET}
    log = container["LogConfiguration" if upper else "logConfiguration"]
    log.setdefault("Options" if upper else "options", {})["splunk-token"] = SECRET


def document(source: str, world: World, folder: Path) -> bytes:
    """Return a document with secrets in it."""
    whole = in_containers(json.loads(SOURCES[source].render(world, folder).document), planted)
    assert isinstance(whole, dict)
    if source == "cloudformation":
        whole.setdefault("Parameters", {})["Password"] = {"Type": "String", "NoEcho": True, "Default": SECRET}
        whole["Resources"] |= _OF_TEMPLATE
        return json.dumps(whole).encode()
    whole["variables"] = {"password": {"value": SECRET}}
    inner = whole["planned_values" if source == "plan" else "values"]
    inner["outputs"] = {"password": {"sensitive": True, "value": SECRET}}
    for address, values in _OF_TERRAFORM.items():
        kind, _, name = address.partition(".")
        one = {"address": address, "mode": "managed", "type": kind, "name": name, "provider_name": "registry/x/aws"}
        inner["root_module"]["resources"].append({**one, "schema_version": 0, "values": values})
        if source == "plan":
            change = {"actions": ["create"], "before": None, "after": values, "after_unknown": {}}
            whole["resource_changes"].append(
                {**one, "change": {**change, "after_sensitive": dict.fromkeys(values, True)}}
            )
    return json.dumps(whole).encode()


def folder_of(world: World, folder: Path) -> Path:
    """Return a capture with secrets in it."""
    SOURCES["capture"].render(world, folder)
    for path in sorted(folder.rglob("*.json")):
        text = path.read_text(encoding="utf-8")
        if text.lstrip().startswith("{"):
            path.write_text(json.dumps(in_containers(json.loads(text), planted)), encoding="utf-8")
    for name, answer in _ANSWERS.items():
        (folder / f"{name}.json").write_text(json.dumps(answer), encoding="utf-8")
    return folder


def told(read: Callable[[], World]) -> str:
    """Return all that is said of an input, in every form."""
    return "\n".join(answers(read).values())


@pytest.mark.parametrize("source", ["plan", "state", "cloudformation"])
@pytest.mark.parametrize("world", [healthy(), WOUNDS[_WOUNDED].broken], ids=["healthy", "wounded"])
def test_secrets_of_a_document_are_not_told(source: str, world: World, tmp_path: Path) -> None:
    """A plan, state or template full of secrets is proved, traced and asked about without telling one."""
    text = document(source, world, tmp_path)
    assert text.count(SECRET.encode()) >= 8
    said = told(lambda: world_in(text))
    assert "app" in said
    assert SECRET not in said


@pytest.mark.parametrize("world", [healthy(), WOUNDS[_WOUNDED].broken], ids=["healthy", "wounded"])
def test_secrets_of_a_capture_are_not_told(world: World, tmp_path: Path) -> None:
    """A capture full of secrets is proved, traced and asked about without telling one."""
    folder = folder_of(world, tmp_path / "capture")
    said = told(lambda: world_at(folder))
    assert "app" in said
    assert SECRET not in said


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Return a document of each source with secrets in it."""
    return {
        source: document(source, healthy(), tmp_path_factory.mktemp(source))
        for source in ("plan", "state", "cloudformation")
    }


_AROUND = st.sampled_from(["null", "5", "[]", "{}", '"', "}", "\\", '{"a": "@"}', '["@"]', '[["@"]]', '"@'])


@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(source=st.sampled_from(["plan", "state", "cloudformation"]), seed=st.integers(0, 2**32), around=_AROUND)
def test_secrets_are_not_told_by_errors(documents: Mapping[str, bytes], source: str, seed: int, around: str) -> None:
    """An input that is broken at a secret, or anywhere, is refused or proved without telling one."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    text = documents[source]
    places = [at for at in range(len(text)) if text.startswith(SECRET.encode(), at)]
    at = chance.choice(places) - 1
    before, secret, after = text[:at], SECRET, text[at + len(SECRET) + 2 :]
    broken = before + around.replace("@", secret).encode() + after
    assert SECRET not in told(lambda: world_in(broken))
    assert SECRET not in told(lambda: world_in(damaged(text, chance)))
