"""JSON over HTTP to the code host that a pipeline runs on; a token is sent to that host and nowhere else."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from http.client import HTTPException
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from sealane.errors import EnvironmentFailure, InputError, Problem
from sealane.records import dataclass, field

if TYPE_CHECKING:
    from email.message import Message

_SECONDS: Final = 30
_REFUSED: Final = frozenset({401, 403, 404})
# A page of a hundred comments, each as long as it may be, with room to spare.
_MOST: Final = 64_000_000


class Refused(Exception):
    """The host knows the caller and does not let it, or lets it see nothing."""


class _Straight(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: what goes with a request, as a token, would go along."""

    def redirect_request(self, *_: object) -> None:
        """Go nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """A host's API: its address and what goes with every request."""

    address: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def record(self, method: str, path: str, body: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Make one request and return the object that is answered.

        Raises:
            Refused: when the caller may not.
            InputError: when the address is none.
            EnvironmentFailure: when the host cannot be reached, fails, or answers something else.

        """
        found = self._asked(method, path, body)
        if not isinstance(found, dict):
            raise EnvironmentFailure(_failed(method, path, "what it answered is no object"))
        return found

    def records(self, path: str) -> list[dict[str, Any]]:
        """Read a list of objects; raises as `record`."""
        found = self._asked("GET", path, None)
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise EnvironmentFailure(_failed("GET", path, "what it answered is no list of objects"))
        return found

    def _asked(self, method: str, path: str, body: Mapping[str, str] | None) -> object:
        address = f"{self.address.rstrip('/')}/{path}"
        if urlsplit(address).scheme not in {"http", "https"}:
            raise InputError(_no_address(self.address))
        data = None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(address, data=data, method=method)  # noqa: S310 - looked at above
        for name, value in ({"Content-Type": "application/json", "User-Agent": "sealane"} | dict(self.headers)).items():
            asked.add_unredirected_header(name, value)
        try:
            with urllib.request.build_opener(_Straight).open(asked, timeout=_SECONDS) as answer:
                found: object = json.loads(answer.read(_MOST))
                return found
        except urllib.error.HTTPError as error:
            with error:
                said = _said(error.read(10_000), error.headers)
            told = f"{error.code}: {said or error.reason}"
            if error.code in _REFUSED:
                raise Refused(told) from None
            raise EnvironmentFailure(_failed(method, address, told)) from None
        except (OSError, ValueError, HTTPException) as error:
            reason = str(getattr(error, "reason", error) or type(error).__name__)
            raise EnvironmentFailure(_failed(method, address, reason)) from None


def _said(body: bytes, headers: Message) -> str:
    """Return the host's own words for what is wrong, on one line."""
    if "json" not in str(headers.get("Content-Type", "")):
        return ""
    try:
        told = json.loads(body)
    except ValueError:
        return ""
    words = (told.get("message") or told.get("error") or "") if isinstance(told, dict) else ""
    return " ".join(str(words).split())[:300]


def _failed(method: str, address: str, reason: str) -> Problem:
    return Problem(
        code="code-host-failed",
        what="the code host did not do what it was asked",
        facts=(("request", f"{method} {address}"), ("because", reason)),
        hint="run the command again; the file is there, so nothing has to be proved again",
    )


def _no_address(address: str) -> Problem:
    return Problem(
        code="code-host-address",
        what=f"`{address}` is not the address of a code host's API",
        hint="`GITHUB_API_URL=https://api.github.com`, or for GitLab `CI_API_V4_URL=https://gitlab.com/api/v4`",
    )
