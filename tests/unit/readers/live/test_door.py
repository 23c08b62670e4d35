"""The door without a network: what its arguments must be, and what it makes of refusals."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sealane.errors import EnvironmentFailure, InputError
from sealane.readers.live.call import Call, permissions
from sealane.readers.live.door import Door, look
from sealane.readers.live.refusals import CallFailed
from sealane.world.values import Known, Unread
from tests.unit.readers.live.account_in_memory import Account, denied, door_to, error

_CALL = Call(service="ec2", operation="DescribeVpcs")


def refused(environ: dict[str, str], **arguments: str) -> str:
    """Return the code with which a door is refused."""
    with pytest.raises(InputError) as caught:
        Door(environ=environ, line=Account({}), **arguments)
    assert caught.value.status == 2
    (problem,) = caught.value.problems
    assert "`" in problem.hint
    assert problem.link
    return problem.code


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({}, "region-missing"),
        ({"region": "us-eats-1"}, "region-unknown"),
        ({"region": "us east 1", "endpoint_url": "http://127.0.0.1:1"}, "region-unknown"),
        ({"region": "us-east-1", "profile": "nobody"}, "profile-missing"),
        ({"region": "us-east-1", "role_arn": "deployer"}, "role-invalid"),
        ({"region": "us-east-1", "role_arn": "arn:aws:iam::111122223333:user/ann"}, "role-invalid"),
        ({"region": "us-east-1", "endpoint_url": "127.0.0.1:5000"}, "endpoint-url-invalid"),
        ({"region": "us-east-1", "endpoint_url": "http://"}, "endpoint-url-invalid"),
    ],
)
def test_wrong_argument_is_bad_input(arguments: dict[str, str], code: str, tmp_path: Path) -> None:
    """Each wrong argument has its code, the command that helps, a link, and exit status 2."""
    assert refused({"HOME": str(tmp_path)}, **arguments) == code


@pytest.mark.parametrize(
    "arguments",
    [
        {"region": "us-east-1"},
        {"region": "cn-north-1"},
        {"region": "us-east-1", "role_arn": "arn:aws-cn:iam::111122223333:role/team/deployer"},
        {"region": "us-east-9", "endpoint_url": "http://127.0.0.1:5000"},
    ],
)
def test_right_arguments_open_the_door(arguments: dict[str, str], tmp_path: Path) -> None:
    """Regions of every partition, roles with paths, and Regions of somebody's own endpoint are taken."""
    assert Door(environ={"HOME": str(tmp_path)}, line=Account({}), **arguments).region == arguments["region"]


def test_misspelt_region_is_answered_with_the_nearest(tmp_path: Path) -> None:
    """The hint holds the Region that was probably meant."""
    with pytest.raises(InputError) as caught:
        Door(environ={"HOME": str(tmp_path)}, region="us-eats-1")
    assert "`--region us-east-1`" in caught.value.problems[0].hint


def test_call_goes_to_the_region_asked_for() -> None:
    """A call goes to the door's Region unless another is named."""
    account = Account({"DescribeVpcs": {"Vpcs": []}})
    door = door_to(account, "eu-west-1")
    door.ask(_CALL)
    door.ask(_CALL, region="us-west-2")
    assert [region for _, region, _ in account.asked] == ["eu-west-1", "us-west-2"]


def test_failure_on_a_later_page_is_a_problem_too() -> None:
    """A refusal in the middle of many pages is not lost, and no SDK exception leaves the door."""

    class Broken(Account):
        def send(self, *_: Any) -> Any:  # noqa: ANN401 - any call will do
            yield {"Vpcs": [1]}
            raise denied(_CALL.permission)

    with pytest.raises(CallFailed) as caught:
        door_to(Broken({})).every(_CALL, "Vpcs")
    assert caught.value.problems[0].code == "call-denied"


def test_credentials_problem_is_never_an_unread_value() -> None:
    """A refused call is unread; expired credentials stop everything."""
    nothing: tuple[Any, ...] = ()

    def every(failing: Exception) -> Known[tuple[Any, ...]] | Unread:
        door = door_to(Account({"DescribeVpcs": failing}))
        return look(lambda: door.every(_CALL, "Vpcs"), absent=nothing)

    unread = every(denied("ec2:DescribeVpcs"))
    assert isinstance(unread, Unread)
    assert unread.action == "ec2:DescribeVpcs"
    with pytest.raises(EnvironmentFailure):
        every(error("ExpiredToken"))


def test_permissions_are_named_once_and_sorted() -> None:
    """The IAM action is the call's own name unless it differs."""
    head = Call(service="s3", operation="HeadObject", action="s3:GetObject")
    assert permissions(head, _CALL, _CALL) == ("ec2:DescribeVpcs", "s3:GetObject")


def test_door_does_not_import_the_sdk() -> None:
    """Start-up time is a budget: neither the door nor a preflight imports the SDK before the first session."""
    modules = ("door", "network", "identity", "preflight.account", "services", "log_lines")
    imports = "; ".join(f"import sealane.readers.live.{module}" for module in modules)
    program = f"import sys; {imports}; print([name for name in sys.modules if name.startswith('boto')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
