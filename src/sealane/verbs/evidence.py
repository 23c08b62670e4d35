"""The logs that a diagnosis is given: files that are named, and files that lie in a capture."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sealane.errors import InputError
from sealane.readers.evidence.read import read_evidence, recorded_in
from sealane.readers.evidence.recorded import Recorded
from sealane.records import dataclass, replace
from sealane.world.logs import NO_LOGS, Logs
from sealane.world.stopped_tasks import StoppedTask

if TYPE_CHECKING:
    from sealane.verbs.request import Request

# A file of a capture that is one of these holds nothing that anybody gave as evidence.
_NO_EVIDENCE: Final = frozenset({"evidence-broken", "evidence-parquet", "evidence-too-large"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Logs, and the stopped tasks and events of services that came with them."""

    logs: Logs = NO_LOGS
    stopped: tuple[StoppedTask, ...] = ()

    def beside(self, other: Given) -> Given:
        """Return both."""
        logs = Logs(flows=(*self.logs.flows, *other.logs.flows), events=(*self.logs.events, *other.logs.events))
        return Given(logs=logs, stopped=(*self.stopped, *other.stopped))

    def tasks(self, seen: Iterable[StoppedTask]) -> tuple[StoppedTask, ...]:
        """Return the tasks that were seen, the newest first, with those of the evidence that were not."""
        known = tuple(seen)
        ids = {task.id for task in known if task.id}
        words = {(task.service, task.messages) for task in known if not task.id}
        new = [one for one in self.stopped if one.id and one.id not in ids]
        new += [one for one in self.stopped if not one.id and (one.service, one.messages) not in words]
        every = (*known, *dict.fromkeys(new))
        return (
            *sorted((task for task in every if task.id), key=lambda task: task.at, reverse=True),
            *(task for task in every if not task.id),
        )

    def whose(self, tasks: tuple[StoppedTask, ...]) -> tuple[StoppedTask, ...]:
        """Return the tasks of a message: the one of the evidence that stopped with these very words, where one did."""
        by_words = {message: task for task in reversed(self.stopped) if task.id for message in task.messages}
        return tuple(
            replace(by_words[task.messages[0].strip()], messages=task.messages)
            if not task.id and task.messages and task.messages[0].strip() in by_words
            else task
            for task in tasks
        )


def evidence_of(files: Iterable[str], request: Request) -> Given:
    """Read the files that are named as evidence.

    Raises:
        InputError: there is no such file, it is of no kind that is read, or a line of it is wrong.
        EnvironmentFailure: the machine does not let one be read.

    """
    given = Given()
    for name in dict.fromkeys(files):
        given = given.beside(_given(read_evidence(request.folder / name, name)))
    return given


def evidence_in(folder: Path, names: Iterable[str], shown: str) -> Given:
    """Read those files of a capture that are evidence: flow logs and CloudTrail, told by their content.

    Raises:
        InputError: a file is plainly one of these, and a line of it is wrong.

    """
    given = Given()
    for name in names:
        try:
            found = recorded_in((folder / name).read_bytes(), f"{shown.rstrip('/')}/{name}")
        except OSError:
            continue
        except InputError as error:
            if error.problems[0].code in _NO_EVIDENCE:
                continue
            raise
        given = given.beside(_given(found)) if found is not None else given
    return given


def _given(recorded: Recorded) -> Given:
    return Given(logs=Logs(flows=recorded.flows, events=recorded.events), stopped=recorded.stopped)
