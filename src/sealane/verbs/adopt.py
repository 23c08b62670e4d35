"""`adopt`: a service that somebody made by hand comes under Terraform; AWS is only read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sealane.adoption.adopt import Adopted
from sealane.adoption.adopt import adopt as adopted_of
from sealane.adoption.found import find
from sealane.adoption.remark import Remark
from sealane.errors import InputError, Problem
from sealane.readers.capture.translate.shelf import last_part
from sealane.records import dataclass, replace
from sealane.verbs.observer import Observer, Silent, Stage
from sealane.verbs.saving import save

if TYPE_CHECKING:
    from sealane.readers.capture.captured import Capture
    from sealane.verbs.request import Request

_DEFINITION = "ecs:DescribeTaskDefinition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be adopted.

    Attributes:
        source: the folder of a capture; empty for the account.
        cluster: the cluster's name or ARN, `service` the service's; in a capture of one service both may be empty.
        folder: where the files go.
        left_out: names or matters of remarks that are accepted as lost.
        save: a folder for the capture of what was read from the account; empty for none.

    """

    source: str = ""
    cluster: str = ""
    service: str = ""
    folder: Path
    left_out: tuple[str, ...] = ()
    save: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """What came of it; with `refusals` nothing was written."""

    folder: Path
    adopted: Adopted
    refusals: tuple[Remark, ...]

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Everything there is to know."""
        return self.adopted.remarks


def adopt(wanted: Wanted, request: Request, observer: Observer) -> Adoption:
    """Read one service with its network, and write the spec and the Terraform that take it over.

    Raises:
        InputError: when the source or the folder is wrong, or the service is nothing that a spec may say.
        EnvironmentFailure: when AWS or the disk fails.

    """
    target = request.folder / wanted.folder
    _check_empty(target, wanted.folder)
    observer.stage(Stage.READ_SOURCE, wanted.source or "the account")
    capture = _capture(wanted, request)
    made = adopted_of(find(capture, wanted.cluster, wanted.service))
    for warning in made.loaded.warnings:
        observer.warn(warning)
    left_out = frozenset(wanted.left_out)
    _check_left_out(left_out, made.remarks)
    refusals = made.refusals(left_out)
    if not refusals:
        observer.stage(Stage.WRITE_FILES)
        for file in made.files:
            save(target / file.name, file.text)
    return Adoption(folder=target, adopted=made, refusals=refusals)


def _capture(wanted: Wanted, request: Request) -> Capture:
    if wanted.source:
        from sealane.readers.capture.folder import read_folder

        return read_folder(request.folder / wanted.source, wanted.source)
    from sealane.readers.live.fetch import world_of_live
    from sealane.readers.live.scope import Scope
    from sealane.verbs.aws import aws

    door = aws(request, "", Silent()).door()
    services = (last_part(wanted.service),) if wanted.service else ()
    clusters = (wanted.cluster,) if wanted.cluster else ()
    _, capture = world_of_live(door, Scope(clusters=clusters, services=services))
    if wanted.save:
        from sealane.readers.capture.save import save as keep

        keep(capture, request.folder / wanted.save)
    from sealane.readers.live.asking import unredacted

    # A reading keeps no values of environment variables, and here they are what is to be written.
    calls = tuple(unredacted(door, one) if one.call == _DEFINITION and one.answered else one for one in capture.calls)
    return replace(capture, calls=calls)


def _check_empty(target: Path, shown: Path) -> None:
    """Refuse a folder that holds something: Terraform reads every file of it.

    Raises:
        InputError: `adopt-folder-occupied`.

    """
    if target.is_dir() and not any(target.iterdir()):
        return
    if target.exists():
        what = f"there is something in `{shown}` already, and Terraform would read it together with what is written"
        hint = "name a folder that does not exist yet: `--output NEW-FOLDER`"
        raise InputError(Problem(code="adopt-folder-occupied", what=what, hint=hint))


def _check_left_out(left_out: frozenset[str], remarks: tuple[Remark, ...]) -> None:
    """Refuse a name that nothing has, so that no misspelt acceptance is taken for one.

    Raises:
        InputError: `adopt-left-out-unknown`.

    """
    known = {name for one in remarks for name in (one.name, str(one.matter))}
    for name in sorted(left_out - known):
        lost = ", ".join(one.name for one in remarks if one.refuses(frozenset())) or "nothing"
        what = f"`--leave-out {name}` names nothing that this service has"
        facts = (("would be lost", lost),)
        raise InputError(
            Problem(code="adopt-left-out-unknown", what=what, facts=facts, hint="leave the option out, or name one")
        )
