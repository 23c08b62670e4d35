"""A change of a directory is shown when the directory with the change in it was proved to be better, and applies."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from sealane.fixes.change import Proposal, changed
from sealane.records import replace
from sealane.verbs.mending.counterpart import Counterpart
from sealane.verbs.mending.mender import Mender
from sealane.verbs.observer import Silent
from sealane.verbs.prove import Proved, prove
from sealane.verbs.request import Request
from sealane.verbs.subject import Subject
from sealane.verdicts.cause import Cause
from sealane.verdicts.proof import Finding
from sealane.world.endpoints import Endpoint
from sealane.world.values import Known

MODULE = Path(__file__).parent / "module"
_NAMES_OFF = Cause.ENDPOINT_PRIVATE_DNS_OFF


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the directory in it."""
    folder = tmp_path_factory.mktemp("mending")
    shutil.copytree(MODULE, folder / "infra")
    return folder


@pytest.fixture(scope="module")
def proved(work: Path) -> Proved:
    """Give the proof of the directory."""
    request = Request(environ=dict(os.environ), folder=work)
    return prove(Subject(source="infra"), request, Silent())


def _findings(proved: Proved) -> dict[Cause, Finding]:
    (service,) = proved.weighed.proof.services
    return {one.cause: one for one in service.findings}


def test_diff_applies_and_heals(work: Path, proved: Proved) -> None:
    """Each finding has a diff of its own, and one for all makes the directory hold once it is applied."""
    findings = _findings(proved)
    assert set(findings) == {_NAMES_OFF, Cause.ENDPOINT_MISSING}
    diffs = {cause: proved.mended(finding) for cause, finding in findings.items()}
    assert all(one is not None and one.diff and not one.reason for one in diffs.values())
    assert proved.mender is not None
    together = proved.mender.together().diff
    shutil.copytree(MODULE, work / "copy/infra")
    subprocess.run(["git", "apply"], input=together, text=True, cwd=work / "copy", check=True, timeout=60)
    before, after = ((folder / "infra/main.tf").read_text() for folder in (work, work / "copy"))
    assert "+  private_dns_enabled = true\n" in together
    assert '+  service_name        = "com.amazonaws.${var.region}.ecr.api"\n' in together
    # Nothing of the user's own lines is gone, and his file is as it was.
    assert [line for line in after.splitlines() if line in set(before.splitlines())][:3] == before.splitlines()[:3]
    assert not any(line.startswith("-") for line in together.splitlines()[1:])
    assert before == (MODULE / "main.tf").read_text()
    request = Request(environ=dict(os.environ), folder=work / "copy")
    assert str(prove(Subject(source="infra"), request, Silent()).weighed.verdict) == "holds"


def test_change_that_does_not_help_is_not_shown(proved: Proved) -> None:
    """What leaves its finding where it is is not shown, and what is put beside it stays as good as it is."""

    def useless(finding: Finding) -> Proposal | None:
        if finding.cause is not _NAMES_OFF:
            return None
        endpoint = next(one for key, one in proved.world.table(Endpoint).items() if key.endswith(".s3"))
        return changed(endpoint, replace(endpoint, private_dns=Known(True)))  # noqa: FBT003 - a value

    given = proved.mender
    assert isinstance(given, Mender)
    mender = Mender(given.home, proved.world, proved.weighed.proof, useless)
    mended = mender.mended(_findings(proved)[_NAMES_OFF])
    assert (mended.diff, mender.together().diff) == ("", "")
    assert mended.reason


def test_finding_of_what_runs_is_mended_in_its_directory(work: Path, proved: Proved) -> None:
    """A finding of another source has the diff of the directory's own; one that the directory has not is said to be."""
    assert isinstance(proved.mender, Mender)
    finding = _findings(proved)[Cause.ENDPOINT_MISSING]
    elsewhere = Counterpart(proved.mender.home, proved.weighed.proof)
    assert elsewhere.mended(finding).diff == proved.mender.mended(finding).diff
    healed = work / "healed/infra"
    shutil.copytree(MODULE, healed)
    subprocess.run(
        ["git", "apply"], input=elsewhere.together().diff, text=True, cwd=healed.parent, check=True, timeout=60
    )
    home = replace(proved.mender.home, folder=healed)
    told = Counterpart(home, proved.weighed.proof).mended(finding)
    assert told.diff == ""
    assert "does not have this fault" in told.reason
