"""The door to AWS: every call leaves here, and every refusal becomes a problem here."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

from sealane.errors import InputError, Problem, SealaneError
from sealane.grammar.partitions import known_regions
from sealane.readers.live.call import Call
from sealane.readers.live.refusals import CallFailed, Settings, failure
from sealane.readers.live.shared_config import check_profile, profile_name, profiles
from sealane.readers.live.shared_config import region as configured_region
from sealane.world.values import Known, Unread

T = TypeVar("T")
Answer = Mapping[str, Any]

NO_ANSWER: Answer = {}
NO_ITEMS: tuple[Answer, ...] = ()

_AT_ONCE = 8
_ROLE = re.compile(r"arn:aws[a-z-]*:iam::\d{12}:role/[\w+=,.@/-]+")
_REGION_LINK = "https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html"


class Line(Protocol):
    """What carries the calls: the SDK, or an account in memory."""

    def send(self, call: Call, region: str, parameters: Mapping[str, Any]) -> Iterator[Answer]:
        """Make the call and give its pages; raises the SDK's own exceptions."""

    def fetch(self, url: str, limit: int) -> bytes:
        """Return at most `limit` bytes of what a URL serves; raises `OSError` or the SDK's own exceptions."""


class Door:
    """A way into one account and Region.

    Args:
        profile: name of an AWS profile; empty for the SDK's own choice.
        region: Region code; empty for the one of the environment or the profile.
        role_arn: a role to assume first; empty for none.
        endpoint_url: where every call goes; empty for AWS, or for what `AWS_ENDPOINT_URL…` says.
        environ: environment variables; nothing else of the process's environment is asked.
        line: what carries the calls; the SDK when left out.

    Raises:
        InputError: `profile-missing`, `role-invalid`, `endpoint-url-invalid`, `region-missing`, `region-unknown`.

    """

    def __init__(
        self,
        *,
        profile: str = "",
        region: str = "",
        role_arn: str = "",
        endpoint_url: str = "",
        environ: Mapping[str, str],
        line: Line | None = None,
    ) -> None:
        check_profile(environ, profile)
        _check_role(role_arn)
        _check_endpoint(endpoint_url)
        self.environ = environ
        self.profile = profile
        self.role_arn = role_arn
        self.endpoint_url = endpoint_url or environ.get("AWS_ENDPOINT_URL", "")
        self.region = region or configured_region(environ, profile)
        self.principal = ""
        _check_region(self.region, self.profile, custom=bool(self.endpoint_url))
        self._line = line or self._dial(endpoint_url)

    def pages(self, call: Call, *, region: str = "", **parameters: object) -> Iterator[Answer]:
        """Make a call and give its pages.

        Raises:
            CallFailed: refused, throttled, unreachable, or answered with an error.
            EnvironmentFailure: no credentials, or expired ones.

        """
        where = region or self.region
        pages = iter(self._line.send(call, where, parameters))
        while True:
            try:
                page = next(pages)
            except StopIteration:
                return
            except SealaneError:
                raise
            except Exception as error:  # noqa: BLE001 - the SDK raises from many families, all are answers of a kind
                raise self._failure(error, call, where) from None
            yield page

    def ask(self, call: Call, *, region: str = "", **parameters: object) -> Answer:
        """Make a call and return its only page; raises as `pages`."""
        return next(self.pages(call, region=region, **parameters))

    def every(self, call: Call, key: str, *, region: str = "", **parameters: object) -> tuple[Answer, ...]:
        """Make a call and return everything under `key` on all its pages; raises as `pages`."""
        return tuple(item for page in self.pages(call, region=region, **parameters) for item in page.get(key) or ())

    def fetch(self, url: str, limit: int, call: Call) -> bytes:
        """Return what a URL serves that AWS handed out in answer to `call`.

        Raises:
            CallFailed: nothing answers there, or not with the content.

        """
        try:
            return self._line.fetch(url, limit)
        except Exception as error:  # noqa: BLE001 - as in `pages`
            raise self._failure(error, call, self.region) from None

    def _failure(self, error: Exception, call: Call, region: str) -> SealaneError:
        own = profiles(self.environ).get(profile_name(self.environ, self.profile), {})
        settings = Settings(
            profile=self.profile or profile_name(self.environ).replace("default", ""),
            region=region,
            endpoint_url=self.endpoint_url,
            principal=self.principal,
            sso="sso_session" in own or "sso_start_url" in own,
        )
        return failure(error, call, settings)

    def _dial(self, endpoint_url: str) -> Line:
        from sealane.readers.live.session import SdkLine

        return SdkLine(
            self.environ, self.region, profile=self.profile, role_arn=self.role_arn, endpoint_url=endpoint_url
        )


def look(ask: Callable[[], T], *, absent: T, codes: tuple[str, ...] = ()) -> Known[T] | Unread:
    """Return an answer, `absent` where AWS says with one of its `codes` that there is nothing, or why it is unread.

    Raises:
        EnvironmentFailure: no credentials, or expired ones: then nothing else can be read either.

    """
    try:
        return Known(ask())
    except CallFailed as failed:
        if failed.aws_code in codes:
            return Known(absent)
        return Unread(f"{failed.problems[0].code}: {failed.said or failed.aws_code}", failed.call.permission)


def at_once() -> ThreadPoolExecutor:
    """Return a pool for calls that do not depend on each other, to be used in a `with` statement."""
    return ThreadPoolExecutor(max_workers=_AT_ONCE)


def _check_role(role_arn: str) -> None:
    if role_arn and not _ROLE.fullmatch(role_arn):
        problem = Problem(
            code="role-invalid",
            what="`--role-arn` takes the ARN of an IAM role",
            facts=(("given", role_arn),),
            hint="`--role-arn arn:aws:iam::111122223333:role/NAME`; see yours with `aws iam list-roles`",
            link="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
        )
        raise InputError(problem)


def _check_endpoint(url: str) -> None:
    parts = urlsplit(url)
    if url and (parts.scheme not in {"http", "https"} or not parts.hostname):
        problem = Problem(
            code="endpoint-url-invalid",
            what="`--endpoint-url` takes an http or https URL",
            facts=(("given", url),),
            hint="`--endpoint-url http://127.0.0.1:5000`",
            link="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html",
        )
        raise InputError(problem)


def _check_region(region: str, profile: str, *, custom: bool) -> None:
    if not region:
        named = f" --profile {profile}" if profile else ""
        problem = Problem(
            code="region-missing",
            what="No AWS Region is set",
            facts=(("asked", "--region, the spec's `region`, AWS_REGION, AWS_DEFAULT_REGION, the profile"),),
            hint=f"name one with `--region us-east-1`, or for good with `aws configure set region us-east-1{named}`",
            link=_REGION_LINK,
        )
        raise InputError(problem)
    if custom and re.fullmatch(r"[a-z]{2,}(-[a-z]+)+-\d+", region):
        return
    known = known_regions()
    if region in known:
        return
    near = difflib.get_close_matches(region, known, n=1)
    problem = Problem(
        code="region-unknown",
        what=f"There is no AWS Region {region}",
        facts=(("Region", region), *((("nearest", near[0]),) if near else ())),
        hint=f"`--region {near[0] if near else 'us-east-1'}`; a Region newer than the SDK needs `pip install -U boto3`",
        link="https://docs.aws.amazon.com/general/latest/gr/rande.html",
    )
    raise InputError(problem)
