"""Comments on a pull request of GitHub.

https://docs.github.com/en/rest/issues/comments
https://docs.github.com/en/actions/reference/workflows-and-actions/variables
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from sealane.errors import InputError, Problem
from sealane.grammar.patterns import pattern
from sealane.records import dataclass
from sealane.verbs.conversation import Comment
from sealane.verbs.web import Refused, Web

_REPOSITORY: Final = pattern(r"[\w.-]+/[\w.-]+")
_PAGE: Final = 100
_PAGES: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class PullRequest:
    """One pull request."""

    web: Web
    repository: str
    number: int
    limit: int = 65_536

    def own(self, mark: str) -> Iterator[Comment]:
        """Go through the comments that begin with the mark and are a bot's or the token's own.

        Whoever may comment can write the mark too: were such a comment taken for ours, its writer could change it
        afterwards into any verdict, under our text's history.
        """
        for number in range(1, _PAGES + 1):
            page = self.web.records(f"{self._place}?per_page={_PAGE}&page={number}")
            for one in page:
                if str(one.get("body") or "").startswith(mark) and self._is_own(one.get("user") or {}):
                    path = f"repos/{self.repository}/issues/comments/{int(one['id'])}"
                    yield Comment(path=path, address=str(one.get("html_url", "")), body=str(one["body"]))
            if len(page) < _PAGE:
                return

    def create(self, body: str) -> str:
        """Write a comment and return its address."""
        return str(self.web.record("POST", self._place, {"body": body}).get("html_url", ""))

    def update(self, comment: Comment, body: str) -> str:
        """Write a comment anew and return its address."""
        return str(self.web.record("PATCH", comment.path, {"body": body}).get("html_url", ""))

    @property
    def _place(self) -> str:
        return f"repos/{self.repository}/issues/{self.number}/comments"

    def _is_own(self, user: Mapping[str, Any]) -> bool:
        if user.get("type") == "Bot":
            return True
        try:
            return bool(user.get("login")) and self.web.record("GET", "user").get("login") == user.get("login")
        except Refused:
            # A workflow's own token is no user.
            return False


def pull_request(environ: Mapping[str, str], number: int) -> PullRequest | str:
    """Return the pull request that a workflow runs for, or why there is none.

    Raises:
        InputError: when the environment is wrong.

    """
    repository = environ["GITHUB_REPOSITORY"]
    if not _REPOSITORY.fullmatch(repository):
        what = f"`GITHUB_REPOSITORY={repository}` does not name a repository"
        raise InputError(Problem(code="repository-invalid", what=what, hint="`GITHUB_REPOSITORY=owner/name`"))
    number = number or _number(environ.get("GITHUB_EVENT_PATH", ""))
    if not number:
        return "this run is not about a pull request"
    token = environ.get("GITHUB_TOKEN") or environ.get("GH_TOKEN")
    if not token:
        return "there is no token: set `GITHUB_TOKEN`"
    headers = {
        "Accept": "application/vnd.github+json",
        "Authorization": f"Bearer {token}",
        "X-GitHub-Api-Version": "2022-11-28",
    }
    web = Web(address=environ.get("GITHUB_API_URL") or "https://api.github.com", headers=headers)
    return PullRequest(web=web, repository=repository, number=number)


def _number(path: str) -> int:
    """Return the number of the pull request in the event that started the workflow; 0 when there is none.

    https://docs.github.com/en/webhooks/webhook-events-and-payloads
    """
    try:
        event = json.loads(Path(path).read_bytes()) if path else {}
    except (OSError, ValueError):
        return 0
    if not isinstance(event, dict):
        return 0
    request, issue = event.get("pull_request"), event.get("issue")
    if not isinstance(request, dict) and isinstance(issue, dict) and issue.get("pull_request"):
        request = issue
    number = request.get("number") if isinstance(request, dict) else 0
    return number if isinstance(number, int) else 0
