"""Each folder beside this file is a source, or is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from sealane.errors import InputError, SealaneError
from sealane.readers.cloudformation.assembly import file_beside
from sealane.readers.recognise import SourceKind, recognise
from sealane.readers.sources import world_of_source
from sealane.world.stores import LogGroup
from sealane.world.subnets import Subnet
from sealane.world.values import Known
from sealane.world.vpcs import Vpc

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("terraform", SourceKind.DIRECTORY), ("assembly", SourceKind.ASSEMBLY), ("capture", SourceKind.CAPTURE)],
)
def test_folder_is_recognised(folder: str, kind: SourceKind) -> None:
    """A folder is told by what is in it."""
    assert recognise(HERE / folder).kind is kind


@pytest.mark.parametrize(("folder", "seen", "hint"), [("none", "notes.txt", ""), ("app", "cdk.json", "cdk synth")])
def test_folder_without_source_is_refused(folder: str, seen: str, hint: str) -> None:
    """A folder without anything to read is one problem that says what is in it."""
    with pytest.raises(InputError) as caught:
        recognise(HERE / folder)
    (problem,) = caught.value.problems
    assert problem.code == "source-unrecognised"
    assert seen in dict(problem.facts)["seen"]
    assert hint in problem.hint


def test_missing_source_is_refused() -> None:
    """A path that leads nowhere is a problem of the input."""
    with pytest.raises(SealaneError) as caught:
        recognise(HERE / "nowhere")
    assert caught.value.problems[0].code == "source-missing"


def test_file_is_recognised() -> None:
    """A file of a folder is told by its own content."""
    assert recognise(HERE / "assembly" / "Network.template.json").kind is SourceKind.TEMPLATE


def test_assembly_is_one_world() -> None:
    """The stacks of a CDK app are read together, in the account and Region that each is made for."""
    world = world_of_source(recognise(HERE / "assembly", "cdk.out"), region="us-east-1")
    assert world.table(Vpc)["Network.Vpc"].region == Known("eu-west-1")
    assert world.table(Vpc)["Network.Vpc"].account == Known("111122223333")
    assert world.table(Subnet)["Service.Subnet"].vpc == Known("Network.Vpc")
    assert world.table(LogGroup)["Network.Inner.Group"].name == Known("/app")
    assert not world.gaps
    assert world.source.name == "cdk.out"


def test_terraform_directory_must_be_planned() -> None:
    """A directory with .tf files is no world before Terraform has planned it."""
    with pytest.raises(InputError) as caught:
        world_of_source(recognise(HERE / "terraform"))
    assert caught.value.problems[0].code == "source-needs-plan"


def test_nothing_outside_of_the_folder_is_read() -> None:
    """A template cannot make us read a file elsewhere."""
    assert file_beside(HERE / "assembly", "manifest.json") is not None
    assert file_beside(HERE / "assembly", "../none/notes.txt") is None
    assert file_beside(HERE / "assembly", "/etc/hostname") is None
    assert file_beside(HERE / "assembly", "\0") is None
