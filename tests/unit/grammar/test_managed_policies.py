"""AWS-managed policies are those of the data they come from, found by name and by ARN, and by nothing else."""

from __future__ import annotations

import importlib.metadata
import json

import pytest

from sealane.grammar.managed_policies import ORIGIN, managed_policy, managed_policy_entry
from tests.tools.write_managed_policies import FOLDER, TABLES, render, text_of

_NAMES = [name for table in TABLES.values() for name in table]
_EXECUTION = "AmazonECSTaskExecutionRolePolicy"


@pytest.mark.parametrize("table", TABLES)
def test_the_table_on_disk_is_generated(table: str) -> None:
    """Nobody edited a table by hand: the tool would write the same text."""
    assert (FOLDER / f"{table}.py").read_text() == render(table)


def test_the_origin_is_the_one_installed() -> None:
    """The version that answers name as their origin is the one the tables were made from."""
    assert f"moto {importlib.metadata.version('moto')} " in ORIGIN


@pytest.mark.parametrize("name", _NAMES)
def test_every_policy_is_found(name: str) -> None:
    """Each policy is found by its name and by its ARN, with version, day and statements."""
    found = managed_policy_entry(name)
    assert found is not None
    assert found == managed_policy_entry(f"arn:aws:iam::aws:policy{found.path}{name}")
    assert found.document == managed_policy(name)
    assert found.document["Version"] == "2012-10-17"
    assert found.document["Statement"]
    assert found.version.startswith("v")
    assert len(found.day.split("-")) == 3


def test_no_policy_is_in_two_tables() -> None:
    """A name stands for one policy."""
    assert len(_NAMES) == len(set(_NAMES))


def test_the_execution_policy_is_the_documented_one() -> None:
    """The policy that nearly every task uses says what the developer guide prints, found with its path too."""
    document = managed_policy(f"service-role/{_EXECUTION}")
    assert document is not None
    pull = ["ecr:GetAuthorizationToken", "ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer"]
    actions = [*pull, "ecr:BatchGetImage", "logs:CreateLogStream", "logs:PutLogEvents"]
    assert document["Statement"] == [{"Effect": "Allow", "Action": actions, "Resource": "*"}]


@pytest.mark.parametrize(
    "stranger",
    [
        "",
        "NoSuchPolicy",
        f"other/{_EXECUTION}",
        f"arn:aws:iam::aws:policy/{_EXECUTION}",
        f"arn:aws:iam::111122223333:policy/service-role/{_EXECUTION}",
        f"arn:aws:s3:::{_EXECUTION}",
        "arn:aws:iam::aws:policy/",
    ],
)
def test_a_stranger_is_not_found(stranger: str) -> None:
    """Another name, another path and a policy of the same name in somebody's account are not in the table."""
    assert managed_policy(stranger) is None


def test_another_partition_keeps_its_own_versions() -> None:
    """Outside the partition `aws` only a policy that never changed and names no partition is known."""
    assert managed_policy(f"arn:aws-cn:iam::aws:policy/service-role/{_EXECUTION}") == managed_policy(_EXECUTION)
    assert managed_policy("arn:aws-us-gov:iam::aws:policy/SecretsManagerReadWrite") is None
    assert managed_policy("arn:aws-cn:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly") is None


def test_a_document_belongs_to_whoever_asked() -> None:
    """Changing what was returned changes no later answer."""
    first = managed_policy("AWSDenyAll")
    assert isinstance(first, dict)
    first.clear()
    assert managed_policy("AWSDenyAll")


def test_a_text_is_never_broken_within_a_value() -> None:
    """A line ends only where JSON does not mind, and a value that leaves no such place is refused."""
    assert json.loads(text_of({"a": ["b" * 60] * 5})) == {"a": ["b" * 60] * 5}
    with pytest.raises(ValueError, match="control character"):
        text_of({"a": "b " * 200})
