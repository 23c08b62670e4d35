"""Profiles and Regions from the AWS files and variables."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealane.errors import InputError
from sealane.readers.live.shared_config import check_profile, profile_name, profiles, region

_CONFIG = """
[default]
region = eu-west-1
[profile team]
region = us-west-2
sso_session = corp
s3 =
  addressing_style = path
[profile "two words"]
region = us-east-2
[sso-session corp]
sso_region = us-east-1
"""
_CREDENTIALS = """
[team]
aws_secret_access_key = 50%/x
region = ap-south-1
[old]
aws_access_key_id = a
"""


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """Give an environment whose home has both files."""
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws/config").write_text(_CONFIG, encoding="utf-8")
    (tmp_path / ".aws/credentials").write_text(_CREDENTIALS, encoding="utf-8")
    return {"HOME": str(tmp_path)}


def test_profiles_of_both_files_are_found(environ: dict[str, str]) -> None:
    """Sessions are no profiles, quoted names count, and the credentials file wins as in the SDK."""
    found = profiles(environ)
    assert sorted(found) == ["default", "old", "team", "two words"]
    assert found["team"]["region"] == "ap-south-1"
    assert found["team"]["sso_session"] == "corp"


@pytest.mark.parametrize(
    ("variables", "profile", "expected"),
    [
        ({}, "", "eu-west-1"),
        ({}, "team", "ap-south-1"),
        ({}, "two words", "us-east-2"),
        ({"AWS_PROFILE": "team"}, "", "ap-south-1"),
        ({"AWS_PROFILE": "team"}, "two words", "us-east-2"),
        ({"AWS_DEFAULT_REGION": "sa-east-1"}, "team", "sa-east-1"),
        ({"AWS_REGION": "ca-central-1", "AWS_DEFAULT_REGION": "sa-east-1"}, "", "ca-central-1"),
        ({}, "old", ""),
        ({"AWS_CONFIG_FILE": "/nowhere/config", "AWS_SHARED_CREDENTIALS_FILE": "~/none"}, "", ""),
    ],
)
def test_region_is_resolved(environ: dict[str, str], variables: dict[str, str], profile: str, expected: str) -> None:
    """Variables come before files, the profile asked for before the environment's."""
    assert region(environ | variables, profile) == expected


def test_profile_in_force(environ: dict[str, str]) -> None:
    """The argument wins, then the variables in the SDK's order, then `default`."""
    both = {"AWS_DEFAULT_PROFILE": "old", "AWS_PROFILE": "team"}
    assert profile_name(environ) == "default"
    assert profile_name(environ | both) == "old"
    assert profile_name(environ | both, "two words") == "two words"


def test_missing_profile_is_refused(environ: dict[str, str], tmp_path: Path) -> None:
    """A profile that no file has is bad input with the nearest name; `default` may be absent."""
    check_profile(environ, "team")
    check_profile({"HOME": str(tmp_path / "empty")})
    with pytest.raises(InputError) as caught:
        check_profile(environ | {"AWS_PROFILE": "teamm"})
    (problem,) = caught.value.problems
    assert problem.code == "profile-missing"
    assert dict(problem.facts)["asked for by"] == "AWS_PROFILE"
    assert problem.hint == "choose it with `--profile team`"


def test_file_that_is_no_ini_is_refused(environ: dict[str, str], tmp_path: Path) -> None:
    """A broken file is bad input that names the file."""
    (tmp_path / ".aws/config").write_text("region = us-east-1\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        region(environ)
    assert caught.value.problems[0].code == "aws-config-unreadable"
    assert str(tmp_path / ".aws/config") in str(caught.value.problems[0].facts)


@given(st.text())
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever the config file holds, the answer is a Region or a problem, never another exception."""
    file = tmp_path_factory.mktemp("config") / "config"
    file.write_text(text, encoding="utf-8", errors="surrogatepass")
    environ = {"HOME": "/nowhere", "AWS_CONFIG_FILE": str(file)}
    answer = ""
    try:
        answer = region(environ)
    except InputError as error:
        answer = error.problems[0].code
    assert answer == "aws-config-unreadable" or answer in text
