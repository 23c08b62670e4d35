"""The door against a real server: who answers, by which setting, and what refusal becomes which problem."""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sealane.errors import EnvironmentFailure, InputError
from sealane.readers.live.call import Call
from sealane.readers.live.door import NO_ANSWER, Door, look
from sealane.readers.live.identity import ACTIONS, caller
from sealane.readers.live.refusals import CallFailed
from sealane.world.values import Known, Unread

_ROLE = "arn:aws:iam::123456789012:role/deployer"
_DEAD = "http://127.0.0.1:9"


def code(error: pytest.ExceptionInfo[Any]) -> str:
    """Return the code of the only problem."""
    (problem,) = error.value.problems
    return str(problem.code)


def test_caller_is_known(environ: dict[str, str]) -> None:
    """The caller's account, ARN, partition and Region are told, and the door remembers the principal."""
    door = Door(environ=environ)
    who = caller(door)
    assert (who.account, who.partition, who.region) == ("123456789012", "aws", "us-east-1")
    assert door.principal == who.arn
    assert ACTIONS == ("sts:GetCallerIdentity",)


def test_role_is_assumed_first(environ: dict[str, str]) -> None:
    """With a role the caller is a session of that role, without one it is not."""
    assert caller(Door(environ=environ, role_arn=_ROLE)).arn.startswith(
        "arn:aws:sts::123456789012:assumed-role/deployer/"
    )
    assert "assumed-role" not in caller(Door(environ=environ)).arn


@pytest.mark.parametrize("variable", ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS"])
def test_endpoint_variables_lead_the_way(environ: dict[str, str], aws: str, variable: str) -> None:
    """The general and the service's own variable are honoured, and the latter wins."""
    assert caller(Door(environ={**environ, "AWS_ENDPOINT_URL": _DEAD, variable: aws})).account == "123456789012"


def test_endpoint_argument_beats_variables(environ: dict[str, str], aws: str) -> None:
    """`--endpoint-url` wins over the environment."""
    lost = {**environ, "AWS_ENDPOINT_URL": _DEAD, "AWS_ENDPOINT_URL_STS": _DEAD}
    assert caller(Door(environ=lost, endpoint_url=aws)).account == "123456789012"
    with pytest.raises(EnvironmentFailure) as error:
        caller(Door(environ=lost))
    assert code(error) == "endpoint-unreachable"


def test_only_the_given_environment_counts(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys and endpoints of the process itself are not used when the given environment has none."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", _DEAD)
    monkeypatch.setenv("AWS_ENDPOINT_URL_STS", _DEAD)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "of-the-process")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "of-the-process")
    assert caller(Door(environ=environ)).account == "123456789012"
    bare = {name: value for name, value in environ.items() if "KEY" not in name}
    with pytest.raises(EnvironmentFailure) as error:
        caller(Door(environ=bare))
    assert code(error) == "no-credentials"


def test_keys_of_a_profile_are_used(environ: dict[str, str], tmp_path: Path) -> None:
    """A profile's keys and Region serve when the environment has none."""
    folder = tmp_path / ".aws"
    folder.mkdir()
    (folder / "config").write_text("[profile team]\nregion = eu-west-1\n", encoding="utf-8")
    (folder / "credentials").write_text("[team]\naws_access_key_id = a\naws_secret_access_key = b\n", encoding="utf-8")
    bare = {name: value for name, value in environ.items() if "KEY" not in name and name != "AWS_REGION"}
    assert caller(Door(environ=bare, profile="team")).region == "eu-west-1"
    with pytest.raises(InputError) as error:
        Door(environ=bare, profile="teem")
    assert code(error) == "profile-missing"
    assert "`--profile team`" in error.value.problems[0].hint


def test_role_without_credentials_is_no_credentials(environ: dict[str, str]) -> None:
    """A role cannot be assumed by nobody."""
    bare = {name: value for name, value in environ.items() if "KEY" not in name}
    with pytest.raises(EnvironmentFailure) as error:
        caller(Door(environ=bare, role_arn=_ROLE))
    assert code(error) == "no-credentials"
    assert error.value.status == 3


def test_pages_are_all_read(door: Door, client: Callable[[str], Any]) -> None:
    """Everything under a key is returned, however many pages it takes."""
    ssm = client("ssm")
    for number in range(23):
        ssm.put_parameter(Name=f"/many/{number}", Value="x", Type="String")
    call = Call(service="ssm", operation="DescribeParameters")
    assert len(door.every(call, "Parameters", MaxResults=10)) == 23
    assert len(door.ask(call, MaxResults=10)["Parameters"]) == 10


def test_absence_is_known_and_another_error_is_unread(door: Door) -> None:
    """AWS's word that there is nothing is an answer; any other error leaves the question open."""
    call = Call(service="iam", operation="GetRole")
    assert look(lambda: door.ask(call, RoleName="nobody"), absent=NO_ANSWER, codes=("NoSuchEntity",)) == Known(
        NO_ANSWER
    )
    unread = look(lambda: door.ask(call, RoleName="nobody"), absent=NO_ANSWER)
    assert isinstance(unread, Unread)
    assert unread.action == "iam:GetRole"
    assert unread.reason.startswith("call-failed")


def test_environment_of_the_process_is_left_alone(environ: dict[str, str]) -> None:
    """Making calls with other settings changes nothing in the process."""
    before = dict(os.environ)
    caller(Door(environ=environ))
    assert dict(os.environ) == before


@pytest.fixture
def layers(tmp_path: Path) -> Iterator[str]:
    """Give the URL of a plain web server with one blob."""
    (tmp_path / "blob").write_bytes(b"0123456789")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_blob_is_fetched_up_to_the_limit(door: Door, layers: str) -> None:
    """No more than the limit is returned, and an answer without the blob is a failed call."""
    call = Call(service="ecr", operation="GetDownloadUrlForLayer")
    assert door.fetch(f"{layers}/blob", 4, call) == b"0123"
    assert door.fetch(f"{layers}/blob", 99, call) == b"0123456789"
    with pytest.raises(CallFailed) as error:
        door.fetch(f"{layers}/none", 99, call)
    assert code(error) == "call-failed"
    with pytest.raises(CallFailed) as error:
        door.fetch(f"{_DEAD}/blob", 99, call)
    assert code(error) == "endpoint-unreachable"
