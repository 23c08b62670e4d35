"""`comment`: one comment of ours on the pull or merge request that a pipeline runs for, kept up to date."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from sealane.errors import InputError, Problem
from sealane.grammar.patterns import pattern
from sealane.records import dataclass
from sealane.verbs.web import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from sealane.verbs.conversation import Conversation

_KEY: Final = pattern(r"[A-Za-z0-9](?:-?[A-Za-z0-9._/]){0,99}")


class Kind(enum.StrEnum):
    """What became of the comment."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    NOWHERE = "nowhere"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commented:
    """What became of the comment: where it is, or why there is none."""

    kind: Kind
    address: str = ""
    because: str = ""


def comment(text: str, *, key: str, number: int, environ: Mapping[str, str]) -> Commented:
    """Write Markdown as the comment with this key on the request that the environment names.

    A pipeline that runs for no request, and a token that may not comment, as that of a fork's, are no failure.

    Raises:
        InputError: when the key, the text or the environment is wrong.
        EnvironmentFailure: when the code host fails.

    """
    if not _KEY.fullmatch(key):
        what = f"`{key}` cannot be the key of a comment: letters, digits, dots, slashes and single hyphens can"
        raise InputError(Problem(code="comment-key-invalid", what=what, hint="`--key network`"))
    mark = f"<!-- sealane comment: {key} -->"
    request = _host(environ)(environ, number)
    if isinstance(request, str):
        return Commented(kind=Kind.NOWHERE, because=request)
    body = f"{mark}\n{text.strip()}\n"
    if len(body) > request.limit:
        raise InputError(_too_long(len(body), request.limit))
    try:
        return _placed(request, mark, body)
    except Refused as refused:
        return Commented(kind=Kind.REFUSED, because=str(refused))


def _placed(request: Conversation, mark: str, body: str) -> Commented:
    there = next(request.own(mark), None)
    if there is None:
        return Commented(kind=Kind.CREATED, address=request.create(body))
    # A host may store other line ends and none at the end.
    if there.body.replace("\r\n", "\n").strip() == body.strip():
        return Commented(kind=Kind.UNCHANGED, address=there.address)
    return Commented(kind=Kind.UPDATED, address=request.update(there, body))


def _host(environ: Mapping[str, str]) -> Callable[[Mapping[str, str], int], Conversation | str]:
    if environ.get("GITLAB_CI") or environ.get("CI_API_V4_URL"):
        from sealane.verbs.gitlab import merge_request

        return merge_request
    if environ.get("GITHUB_REPOSITORY"):
        from sealane.verbs.github import pull_request

        return pull_request
    raise InputError(
        Problem(
            code="code-host-unknown",
            what="neither GitHub Actions nor GitLab CI has said which request this is about",
            hint="set `GITHUB_REPOSITORY=owner/name` and `GITHUB_TOKEN`, and name the request with `--number 12`",
        )
    )


def _too_long(length: int, limit: int) -> Problem:
    return Problem(
        code="comment-too-long",
        what=f"the text has {length:,} characters, and a comment there may have {limit:,}",
        hint="`sealane prove … --format markdown` writes one that fits",
    )
