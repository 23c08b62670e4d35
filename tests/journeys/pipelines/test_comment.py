"""One comment on a pull or merge request, written, found again and brought up to date, on a host of this machine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sealane.errors import EnvironmentFailure, InputError
from sealane.verbs.comment import Commented, Kind, comment
from tests.journeys.pipelines.code_host import OWN, PERSON, CodeHost, code_host

MARK = "<!-- sealane comment: prove -->\n"
HOSTS = ("github", "gitlab")


def put(host: CodeHost, text: str, on: str = "github", *, number: int = 12, key: str = "prove") -> Commented:
    """Write a comment as a pipeline of that kind does."""
    environ = host.github() if on == "github" else host.gitlab()
    return comment(text, key=key, number=number, environ=environ)


@pytest.mark.parametrize("on", HOSTS)
def test_there_is_one_comment_and_it_is_kept_up_to_date(host: CodeHost, on: str) -> None:
    """The first run writes, a second with other words changes it, a third with the same leaves it, others stay."""
    host.say("looks good", PERSON)
    first = put(host, "### holds\n", on)
    second = put(host, "### fails", on)
    third = put(host, "### fails\r\n", on)
    assert [first.kind, second.kind, third.kind] == [Kind.CREATED, Kind.UPDATED, Kind.UNCHANGED]
    assert [one["body"] for one in host.comments] == ["looks good", f"{MARK}### fails\n"]
    assert first.address == second.address == third.address != ""
    assert host.tokens == {"Bearer t0ken" if on == "github" else "t0ken"}
    assert put(host, "### holds", on, key="network").kind is Kind.CREATED
    assert len(host.comments) == 3


@pytest.mark.parametrize("on", HOSTS)
def test_a_comment_is_found_behind_many(host: CodeHost, on: str) -> None:
    """The comment of before is found on a later page."""
    for number in range(100):
        host.say(f"word {number}", PERSON)
    put(host, "one", on)
    for number in range(150):
        host.say(f"more {number}", PERSON)
    assert put(host, "two", on).kind is Kind.UPDATED
    assert sum(one["body"].startswith(MARK) for one in host.comments) == 1


@pytest.mark.parametrize("on", HOSTS)
def test_nobody_elses_comment_is_touched(host: CodeHost, on: str) -> None:
    """Somebody who writes the mark does not get our words into a comment that is theirs to change."""
    host.say(f"{MARK}### holds", PERSON)
    host.say(f"look: {MARK}", None)
    assert put(host, "### fails", on).kind is Kind.CREATED
    assert host.comments[0]["body"] == f"{MARK}### holds"
    assert host.comments[2]["body"] == f"{MARK}### fails\n"


def test_a_user_of_its_own_finds_its_comment(host: CodeHost) -> None:
    """With the token of a user the comment is that user's, and another's with the mark is not."""
    host.who = OWN
    host.say(f"{MARK}### holds", PERSON)
    assert [put(host, text).kind for text in ("one", "two")] == [Kind.CREATED, Kind.UPDATED]
    assert host.comments[0]["body"] == f"{MARK}### holds"


@pytest.mark.parametrize("on", HOSTS)
@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_fork_may_not_comment_and_nothing_fails(host: CodeHost, status: int, on: str) -> None:
    """A token that may not is told of, with the host's own words, and is no failure."""
    host.status = status
    done = put(host, "### fails", on)
    assert (done.kind, host.comments) == (Kind.REFUSED, [])
    assert done.because == f"{status}: Resource not accessible by integration"


def test_the_request_is_taken_from_the_event(host: CodeHost, tmp_path: Path) -> None:
    """A pull request and a comment on one name it; a push, another issue and no event name none, which is said."""
    event = tmp_path / "event.json"

    def told(payload: object) -> Commented:
        event.write_text(json.dumps(payload))
        environ = host.github(GITHUB_EVENT_PATH=str(event))
        return comment("text", key="prove", number=0, environ=environ)

    assert told({"pull_request": {"number": 12}}).kind is Kind.CREATED
    assert told({"issue": {"number": 12, "pull_request": {"url": "…"}}}).kind is Kind.UNCHANGED
    payload: object
    for payload in ({"after": "abc"}, {"issue": {"number": 12}}, [], {"pull_request": 3}):
        assert told(payload) == Commented(kind=Kind.NOWHERE, because="this run is not about a pull request")
    no_event = comment("text", key="prove", number=0, environ=host.github(GITHUB_EVENT_PATH=str(tmp_path / "gone")))
    assert no_event.kind is Kind.NOWHERE
    other = comment("text", key="prove", number=0, environ=host.gitlab(CI_MERGE_REQUEST_IID=""))
    assert other == Commented(kind=Kind.NOWHERE, because="this pipeline is not one of a merge request")


def test_without_a_token_nothing_is_asked(host: CodeHost) -> None:
    """A pipeline without a token is told which one it lacks, and the host is left alone."""
    for environ in (host.github(GITHUB_TOKEN=""), host.gitlab(GITLAB_TOKEN="")):
        done = comment("text", key="prove", number=12, environ=environ)
        assert (done.kind, "TOKEN" in done.because) == (Kind.NOWHERE, True)
    assert host.asked == []


@pytest.mark.parametrize("status", [301, 302, 307, 422, 500, 503])
def test_a_host_that_fails_is_a_failure(host: CodeHost, status: int) -> None:
    """A failing host ends with a problem that names the request; no redirect is followed, so no token goes along."""
    host.status = status
    with code_host() as elsewhere:
        host.location = f"{elsewhere.address}/repos/acme/shop/issues/12/comments"
        with pytest.raises(EnvironmentFailure) as failed:
            put(host, "### fails")
        assert elsewhere.asked == []
    (problem,) = failed.value.problems
    assert problem.code == "code-host-failed"
    assert str(status) in dict(problem.facts)["because"]


@pytest.mark.parametrize("raw", [b"", b"<html>", b"{}", b"[1]", b'"x"', b"\xff"])
def test_an_answer_of_another_kind_is_a_failure(host: CodeHost, raw: bytes) -> None:
    """What is no list of comments is told as the host's failure."""
    host.raw = raw
    with pytest.raises(EnvironmentFailure) as failed:
        put(host, "### fails")
    assert failed.value.problems[0].code == "code-host-failed"


def test_a_host_that_is_gone_is_a_failure() -> None:
    """A host that nobody answers for is a failure of the environment."""
    with code_host() as gone:
        environ = gone.github()
    with pytest.raises(EnvironmentFailure):
        comment("text", key="prove", number=12, environ=environ)


WRONG: dict[str, tuple[dict[str, str], str, str]] = {
    "no host": ({"GITHUB_REPOSITORY": ""}, "prove", "code-host-unknown"),
    "no repository": ({"GITHUB_REPOSITORY": "acme/shop/../../x"}, "prove", "repository-invalid"),
    "no address": ({"GITHUB_API_URL": "file:///etc"}, "prove", "code-host-address"),
    "no project": ({"GITLAB_CI": "true", "CI_PROJECT_ID": "a/b"}, "prove", "merge-request-invalid"),
    "a key that ends the mark": ({}, "a-->b", "comment-key-invalid"),
    "a key of two lines": ({}, "a\nb", "comment-key-invalid"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_before_anything_is_asked(host: CodeHost, name: str) -> None:
    """Each mistake has its code, and the host is not asked."""
    more, key, code = WRONG[name]
    with pytest.raises(InputError) as wrong:
        comment("text", key=key, number=12, environ=host.github(**more))
    assert ([problem.code for problem in wrong.value.problems], host.asked) == ([code], [])


def test_a_text_that_is_too_long_is_refused(host: CodeHost) -> None:
    """What the host would refuse is not sent; what just fits is."""
    room = 65_536 - len(MARK) - 1
    assert put(host, "x" * room).kind is Kind.CREATED
    with pytest.raises(InputError) as wrong:
        put(host, "x" * (room + 1))
    assert wrong.value.problems[0].code == "comment-too-long"
