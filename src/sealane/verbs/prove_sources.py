"""Worlds of Terraform directories: Terraform links what a plan leaves open, and a reader makes a world of it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic, time

from sealane.errors import InputError, Place, Problem
from sealane.readers.linked import document
from sealane.readers.linked.account import in_account
from sealane.readers.linked.read import world_of_linked, world_of_plan_and_linked, world_of_spec
from sealane.readers.plan.document import decode_plan
from sealane.records import dataclass, field
from sealane.terraform.events import Observer, StageDone, StageStarted, unobserved
from sealane.terraform.linking.given import Given, given_by
from sealane.terraform.linking.link import link
from sealane.terraform.linking.linked import InventedPlan, LinkedState
from sealane.terraform.linking.variables import Variables
from sealane.world.world import World

_STAGE = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A directory taken otherwise than it stands.

    `plan` is a plan of it, which supplies the values of variables and of data sources; `texts` are what is to stand in
    files, by their paths.
    """

    plan: bytes = b""
    texts: Mapping[Path, str] = field(default_factory=dict)


def world_from_directory(
    path: Path,
    *,
    environ: Mapping[str, str],
    variables: Variables | None = None,
    shown: str = "",
    observer: Observer = unobserved,
    edition: Edition | None = None,
) -> World:
    """Return the world that a Terraform directory would make; nothing is asked of AWS, and nothing in it is changed.

    Args:
        path: the root module's directory.
        environ: the user's environment, whose Region counts for a provider block that names none.
        variables: values for variables, and the account.
        shown: the directory as the user named it, for places; `path` where nothing is given.
        observer: is told when linking starts and ends.
        edition: in what it is to be taken otherwise than it stands.

    Raises:
        InputError: the directory cannot be planned, see `sealane.terraform.linking.link`.
        EnvironmentFailure: Terraform is missing or cannot link.

    """
    variables = variables or Variables()
    edition = edition or Edition()
    given = given_by(edition.plan) if edition.plan else None
    state = _observed(path, environ, variables, given, observer, edition.texts)
    shown = shown or str(path)
    return in_account(world_of_linked(_handed_over(state, shown), shown), variables.account)


def world_from_written(
    path: Path,
    name: str,
    *,
    environ: Mapping[str, str],
    variables: Variables,
    observer: Observer = unobserved,
) -> World:
    """Return the world of a directory that was written for the moment from `name`: nothing in it has a place to tell.

    Raises:
        InputError: as `world_from_directory`.
        EnvironmentFailure: as `world_from_directory`.

    """
    state = _observed(path, environ, variables, None, observer)
    return in_account(world_of_spec(_handed_over(state, name), name), variables.account)


def world_from_plan_and_directory(
    plan: bytes,
    name: str,
    path: Path,
    *,
    environ: Mapping[str, str],
    shown: str = "",
    observer: Observer = unobserved,
) -> World:
    """Return the world that a plan would make, its relations told by the directory it was made from.

    The plan supplies the values of variables and of data sources; `name` is the plan as the user named it, `shown`
    the directory.

    Raises:
        InputError: `plan-of-another-directory`, or as `world_from_directory`.
        EnvironmentFailure: as `world_from_directory`.

    """
    decoded = decode_plan(plan, name)
    state = _observed(path, environ, Variables(), given_by(plan), observer)
    if state.not_in_directory:
        raise InputError(_another(state.not_in_directory, name, shown or str(path)))
    return world_of_plan_and_linked(decoded, _handed_over(state, shown or str(path)), name)


def _observed(
    path: Path,
    environ: Mapping[str, str],
    variables: Variables,
    given: Given | None,
    observer: Observer,
    texts: Mapping[Path, str] | None = None,
) -> LinkedState:
    began = monotonic()
    observer(StageStarted(at=time(), stage=_STAGE))
    status = 1
    try:
        state = link(path, environ, variables=variables, given=given, texts=texts)
        status = 0
    finally:
        observer(StageDone(at=time(), stage=_STAGE, elapsed=monotonic() - began, status=status))
    return state


def _handed_over(state: LinkedState, shown: str) -> document.LinkedPlan:
    """Turn what Terraform's side knows into what a reader takes."""
    invented = (_invented(state.first), _invented(state.second)) if state.first and state.second else None
    return document.LinkedPlan(
        changes=state.changes,
        invented=invented,
        unread=state.third,
        nonce=state.nonce,
        account=state.account,
        regions=state.regions,
        places={
            address: document.Place(
                file=os.path.normpath(Path(shown) / written.file), line=written.line, arguments=written.arguments
            )
            for address, written in state.written.items()
        },
        refused=state.refused,
    )


def _invented(plan: InventedPlan) -> document.InventedPlan:
    tokens = tuple(
        document.Token(text=one.text, address=one.address, path=one.path, core=one.core, part=one.part)
        for one in plan.tokens
    )
    return document.InventedPlan(changes=plan.changes, tokens=tokens, account=plan.account)


def _another(addresses: Sequence[str], name: str, directory: str) -> Problem:
    return Problem(
        code="plan-of-another-directory",
        what=f"{name} plans resources that {directory} does not have",
        facts=(("for example", ", ".join(addresses[:3])),),
        hint="name the directory that the plan was made in with `--config DIR`, as it was then",
        place=Place(file=name),
    )
