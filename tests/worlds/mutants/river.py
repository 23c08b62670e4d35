"""The whole way from an input to every form of its answer, in one process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from sealane.cli.json_text import json_text
from sealane.cli.pages import Page
from sealane.drawing.picture_of import picture_of
from sealane.errors import ExitStatus, SealaneError
from sealane.proof.tracing import Journey
from sealane.readers.recognise import recognise, recognise_document
from sealane.readers.sources import world_of_source
from sealane.report.decision.document import as_json as decision_as_json
from sealane.report.decision.text import as_text as decision_as_text
from sealane.report.fixes.remembered import remembered
from sealane.report.graph.dot import as_dot
from sealane.report.graph.mermaid import as_mermaid
from sealane.report.graph.svg import as_svg
from sealane.report.problem import as_json as problem_as_json
from sealane.report.problem import draw_all
from sealane.report.proof.code_quality import as_code_quality
from sealane.report.proof.document import as_json
from sealane.report.proof.fixing import no_fix
from sealane.report.proof.junit import as_junit
from sealane.report.proof.markdown import as_markdown
from sealane.report.proof.sarif import as_sarif
from sealane.report.proof.text import as_text
from sealane.report.style import PLAIN
from sealane.report.trace.document import as_json as trace_as_json
from sealane.report.trace.text import as_text as trace_as_text
from sealane.verbs.authorize import Asked, decision_in
from sealane.verbs.prove import Proved, proved
from sealane.verbs.trace import trace_in
from sealane.world.policies import Role
from sealane.world.services import Service
from sealane.world.world import World
from tests.worlds.healthy import ACCOUNT, REGION

CRASHED = "of sealane's own crashed"
_GOALS = ("internet", "10.0.1.5", f"api.ecr.{REGION}.amazonaws.com", f"s3.{REGION}.amazonaws.com")
_ACTIONS = ("ecr:BatchGetImage", "secretsmanager:GetSecretValue", "s3:GetObject", "logs:PutLogEvents")


def world_in(document: bytes) -> World:
    """Recognise and read a document, as `sealane prove FILE` does."""
    return world_of_source(recognise_document(document, "input"), region=REGION, account=ACCOUNT)


def world_at(path: Path) -> World:
    """Recognise and read a file or folder."""
    return world_of_source(recognise(path, "input"), region=REGION, account=ACCOUNT)


def answers(read: Callable[[], World], known: World | None = None, *, every: bool = True) -> Mapping[str, str]:
    """Return every form of the answer, or the error in every form of its own; anything else goes through.

    A world in which all is as in the `known` one has the same answers, and none is made. Proposals and the answers of
    the other verbs are left out unless `every` one is wanted: they take longer than the rest.
    """
    try:
        world = read()
        if known is not None and (world.source, world.gaps, world.tables) == (known.source, known.gaps, known.tables):
            return {}
        found = proved(world)
        return {**proof_forms(found), **asked(world)} if every else proof_forms(found, proposing=False)
    except SealaneError as error:
        return problem_forms(error)


def proof_forms(found: Proved, *, proposing: bool = True) -> dict[str, str]:
    """Return a proof in every form, with proposals or without."""
    fix = remembered(found) if proposing else no_fix
    return {
        **({**drawings(found), "html": Page({}).html(found, fix)} if proposing else {}),
        "text": as_text(found.weighed, PLAIN, fix),
        "json": json_text(as_json(found.weighed, fix)),
        "sarif": json_text(as_sarif(found.weighed, fix)),
        "junit": as_junit(found.weighed),
        "markdown": as_markdown(found.weighed, fix),
        "code quality": json_text(as_code_quality(found.weighed)),
    }


def drawings(found: Proved) -> dict[str, str]:
    """Return a proof as a drawing in every language."""
    picture = picture_of(found.world, found.weighed)
    return {"svg": as_svg(picture), "mermaid": as_mermaid(picture), "dot": as_dot(picture)}


def problem_forms(error: SealaneError) -> dict[str, str]:
    """Return an error in every form; a status that no input may lead to is a failure."""
    assert error.status in {ExitStatus.BAD_INPUT, ExitStatus.UNDECIDED}, error
    return {
        "error": draw_all(error.problems, PLAIN),
        "error as json": json_text([problem_as_json(one) for one in error.problems]),
        "error as text": str(error),
    }


def asked(world: World) -> dict[str, str]:
    """Return what `trace` and `authorize` say of the first service and the first role of a world."""
    told: dict[str, str] = {}
    for service in list(world.table(Service))[:1]:
        for goal in _GOALS:
            told |= _said(f"trace {goal}", partial(_traced, world, service, goal))
    for role in list(world.table(Role))[:2]:
        for action in _ACTIONS:
            told |= _said(f"authorize {role} {action}", partial(_decided, world, role, action))
    return told


def crashes(told: Mapping[str, str]) -> Iterator[str]:
    """Yield every crash that became an unknown on the way."""
    for text in told.values():
        for line in text.splitlines():
            if CRASHED in line:
                yield line.strip()


def _said(name: str, say: Callable[[], str]) -> dict[str, str]:
    try:
        return {name: say()}
    except SealaneError as error:
        return problem_forms(error)


def _traced(world: World, service: str, goal: str) -> str:
    found = trace_in(world, Journey(start=service, goal=goal))
    return trace_as_text(found, PLAIN) + json_text(trace_as_json(found))


def _decided(world: World, role: str, action: str) -> str:
    resource = f"arn:aws:{action.partition(':')[0]}:{REGION}:{ACCOUNT}:x"
    found = decision_in(world, Asked(principal=role, action=action, resource=resource))
    return decision_as_text(found, PLAIN) + json_text(decision_as_json(found))
