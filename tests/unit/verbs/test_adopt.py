"""`adopt` writes into a new folder or nowhere, and takes no acceptance for something that is not there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sealane.errors import InputError
from sealane.verbs.adopt import Wanted, adopt
from sealane.verbs.observer import Silent
from sealane.verbs.request import Request
from tests.unit.adoption.described import Answers, answers_of
from tests.unit.adoption.specs import plain


def _saved(folder: Path, answers: Answers) -> Request:
    for number, (call, output) in enumerate(answers.items()):
        document = {"sealane": {"call": call, "region": "us-east-1", "account": "111122223333"}, "output": output}
        path = folder / "capture" / f"{number}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(document), encoding="utf-8")
    return Request(folder=folder)


def test_capture_becomes_a_folder(tmp_path: Path) -> None:
    """The files are written; a second time they are not, for there is something in the folder."""
    request = _saved(tmp_path, answers_of(plain()))
    wanted = Wanted(source="capture", folder=Path("infra"))
    assert adopt(wanted, request, Silent()).refusals == ()
    assert (tmp_path / "infra" / "imports.tf").read_text(encoding="utf-8").count("import {") > 10
    with pytest.raises(InputError, match="adopt-folder-occupied"):
        adopt(wanted, request, Silent())


def test_refused_adoption_writes_nothing(tmp_path: Path) -> None:
    """What would be lost keeps everything from being written, until it is left out by its name."""
    answers = answers_of(plain())
    answers["ecs:DescribeTaskDefinition"]["taskDefinition"]["containerDefinitions"][0]["user"] = "7"
    request = _saved(tmp_path, answers)
    wanted = Wanted(source="capture", folder=Path("infra"))
    assert [one.name for one in adopt(wanted, request, Silent()).refusals] == ["container-setting:user"]
    assert not (tmp_path / "infra").exists()
    accepted = Wanted(source="capture", folder=Path("infra"), left_out=("container-setting:user",))
    assert adopt(accepted, request, Silent()).refusals == ()
    assert (tmp_path / "infra" / "sealane.yaml").exists()


def test_acceptance_of_nothing_is_refused(tmp_path: Path) -> None:
    """A name that no remark has is an error, and one that a remark has is none."""
    request = _saved(tmp_path, answers_of(plain()))
    with pytest.raises(InputError, match="adopt-left-out-unknown"):
        adopt(Wanted(source="capture", folder=Path("infra"), left_out=("volume",)), request, Silent())
    known = Wanted(source="capture", folder=Path("infra"), left_out=("role",))
    assert adopt(known, request, Silent()).refusals == ()
