"""Which Region, and which surroundings the AWS clients of a request get."""

from __future__ import annotations

from pathlib import Path

import pytest

from sealane.errors import InputError
from sealane.verbs.aws import SANDBOX_REGION, Aws, aws, region_of
from sealane.verbs.observer import Silent
from sealane.verbs.request import Request

KEYS = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_SESSION_TOKEN": "c"}


def live(environ: dict[str, str] | None = None, **options: str) -> Aws:
    """Return the AWS of a request for a real account in us-east-1."""
    return aws(Request(environ=environ or {}, **options), "us-east-1", Silent())  # type: ignore[arg-type]


def code_of(request: Request, spec_region: str = "") -> str:
    """Return the code of the refusal."""
    with pytest.raises(InputError) as raised:
        region_of(request, spec_region)
    return raised.value.problems[0].code


def test_the_nearest_word_on_the_region_wins(tmp_path: Path) -> None:
    """The option, then the spec, then `AWS_REGION`, `AWS_DEFAULT_REGION` and the profile; the sandbox has its own."""
    config = tmp_path / "config"
    config.write_text("[default]\nregion = eu-west-3\n[profile team]\nregion = eu-north-1\n")
    profiles = {"AWS_CONFIG_FILE": str(config), "HOME": str(tmp_path)}
    older = profiles | {"AWS_DEFAULT_REGION": "eu-west-2"}
    both = older | {"AWS_REGION": "eu-west-1"}
    assert region_of(Request(region="us-east-2", environ=both), "") == "us-east-2"
    assert region_of(Request(environ=both), "us-west-2") == "us-west-2"
    assert region_of(Request(environ=both), "") == "eu-west-1"
    assert region_of(Request(environ=older), "") == "eu-west-2"
    assert region_of(Request(environ=profiles), "") == "eu-west-3"
    assert region_of(Request(environ=profiles, profile="team"), "") == "eu-north-1"
    assert region_of(Request(environ={"HOME": str(tmp_path)}, sandbox=True), "") == SANDBOX_REGION


def test_regions_that_cannot_be_meant(tmp_path: Path) -> None:
    """None at all, one that contradicts the spec, and one that does not exist; saying the same twice is fine."""
    here = {"HOME": str(tmp_path)}
    assert code_of(Request(environ=here)) == "region-missing"
    assert code_of(Request(environ=here, region="eu-west-1"), "us-east-1") == "region-contradiction"
    assert code_of(Request(environ=here, region="us-esat-1")) == "region-unknown"
    assert region_of(Request(environ=here, region="us-east-1"), "us-east-1") == "us-east-1"


def test_clients_get_the_region_that_was_decided() -> None:
    """Both variables name the spec's Region, whatever the shell said, and the shell's own mapping is left alone."""
    shell = {"AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "eu-west-2", "PATH": "/bin"}
    found = live(shell)
    assert (found.region, found.sandbox) == ("us-east-1", None)
    assert found.environ == {"AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1", "PATH": "/bin"}
    assert shell["AWS_REGION"] == "eu-west-1"


def test_a_named_profile_wins_over_keys() -> None:
    """Keys of the shell would win over `--profile`, so they go; without the option they stay."""
    named = live(KEYS | {"AWS_PROFILE": "old", "AWS_DEFAULT_PROFILE": "older"}, profile="team").environ
    assert named["AWS_PROFILE"] == "team"
    assert not {*KEYS, "AWS_DEFAULT_PROFILE"} & set(named)
    kept = live(KEYS | {"AWS_PROFILE": "old"}).environ
    assert KEYS.items() <= kept.items()
    assert kept["AWS_PROFILE"] == "old"


def test_a_named_endpoint_is_every_services() -> None:
    """`--endpoint-url` removes the endpoints of single services; without it they stay. What is no URL is refused."""
    single = {"AWS_ENDPOINT_URL_S3": "http://s3.test", "AWS_ENDPOINT_URL": "http://old.test"}
    named = live(single, endpoint_url="http://127.0.0.1:5000").environ
    assert named["AWS_ENDPOINT_URL"] == "http://127.0.0.1:5000"
    assert "AWS_ENDPOINT_URL_S3" not in named
    assert single.items() <= live(single).environ.items()
    with pytest.raises(InputError, match="endpoint-url-invalid"):
        live(endpoint_url="127.0.0.1:5000")


def test_a_role_is_handed_on() -> None:
    """The role to assume is part of the answer, as it is not a setting that environment variables carry."""
    assert live(role_arn="arn:aws:iam::111122223333:role/deploy").role_arn.endswith("role/deploy")
    assert live().role_arn == ""
