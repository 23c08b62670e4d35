"""Notes on a merge request of GitLab.

https://docs.gitlab.com/api/notes/#merge-requests
https://docs.gitlab.com/ci/variables/predefined_variables/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sealane.errors import InputError, Problem
from sealane.records import dataclass
from sealane.verbs.conversation import Comment
from sealane.verbs.web import Web

_PAGE: Final = 100
_PAGES: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeRequest:
    """One merge request: its place in the API, and its address for people."""

    web: Web
    place: str
    address: str
    limit: int = 1_000_000

    def own(self, mark: str) -> Iterator[Comment]:
        """Go through the notes that begin with the mark and are the token's own: anybody else may write the mark."""
        myself = self.web.record("GET", "user").get("id")
        for number in range(1, _PAGES + 1):
            page = self.web.records(f"{self.place}/notes?sort=asc&per_page={_PAGE}&page={number}")
            for one in page:
                author = (one.get("author") or {}).get("id")
                if str(one.get("body") or "").startswith(mark) and author == myself is not None:
                    path = f"{self.place}/notes/{int(one['id'])}"
                    yield Comment(path=path, address=self._address(one["id"]), body=str(one["body"]))
            if len(page) < _PAGE:
                return

    def create(self, body: str) -> str:
        """Write a note and return its address."""
        return self._address(self.web.record("POST", f"{self.place}/notes", {"body": body}).get("id"))

    def update(self, comment: Comment, body: str) -> str:
        """Write a note anew and return its address."""
        self.web.record("PUT", comment.path, {"body": body})
        return comment.address

    def _address(self, note: object) -> str:
        return f"{self.address}#note_{note}" if self.address else ""


def merge_request(environ: Mapping[str, str], number: int) -> MergeRequest | str:
    """Return the merge request that a pipeline runs for, or why there is none.

    Raises:
        InputError: when the environment is wrong.

    """
    project = environ.get("CI_MERGE_REQUEST_PROJECT_ID") or environ.get("CI_PROJECT_ID", "")
    told = str(number or environ.get("CI_MERGE_REQUEST_IID", ""))
    if not told:
        return "this pipeline is not one of a merge request"
    if not (told.isdecimal() and project.isdecimal()):
        what = f"neither `CI_PROJECT_ID={project}` nor the request `{told}` may be anything but a number"
        raise InputError(Problem(code="merge-request-invalid", what=what, hint="`CI_PROJECT_ID=278964`, `--number 12`"))
    token = environ.get("GITLAB_TOKEN")
    if not token:
        # https://docs.gitlab.com/ci/jobs/ci_job_token/ lists what a job's own token may do.
        return "there is no token: set `GITLAB_TOKEN`, for a job's own token may not write notes"
    web = Web(address=environ.get("CI_API_V4_URL") or "https://gitlab.com/api/v4", headers={"PRIVATE-TOKEN": token})
    page = environ.get("CI_MERGE_REQUEST_PROJECT_URL") or environ.get("CI_PROJECT_URL", "")
    address = f"{page}/-/merge_requests/{told}" if page else ""
    return MergeRequest(web=web, place=f"projects/{project}/merge_requests/{told}", address=address)
