"""Where the stopped tasks and their world come from: a capture, the live account, or any source beside a message."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sealane.errors import InputError, Problem
from sealane.readers.capture.captured import Capture, CapturedCall
from sealane.readers.capture.recognise import call_of
from sealane.readers.capture.translate.runs import with_runs
from sealane.readers.capture.translate.stopped_tasks import stopped_tasks
from sealane.readers.recognise import SourceKind, recognise
from sealane.records import dataclass, replace
from sealane.verbs.observer import Observer, Silent, Stage
from sealane.verbs.subject import STDIN, Subject, with_runners, world_of
from sealane.world.logs import NO_LOGS, Logs
from sealane.world.stopped_tasks import StoppedTask
from sealane.world.world import World

if TYPE_CHECKING:
    from sealane.readers.live.door import Door
    from sealane.readers.live.scope import Scope
    from sealane.verbs.request import Request

_OF_TASKS = frozenset({"ecs:DescribeTasks", "ecs:ListTasks"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A world, the stopped tasks that were told of it, and the IAM actions without which more would be told.

    `logs` are what flow logs and CloudTrail recorded, where somebody gave them.
    """

    world: World
    tasks: tuple[StoppedTask, ...] = ()
    unread: tuple[str, ...] = ()
    logs: Logs = NO_LOGS


def seen_in(
    subject: Subject, tasks: tuple[str, ...], request: Request, observer: Observer, *, with_tasks: bool
) -> Seen:
    """Read a subject's world, and its stopped tasks where it has any.

    Raises:
        InputError: when the source is wrong, or names something that is not there.
        EnvironmentFailure: when AWS, Terraform or the disk fails.

    """
    if not subject.source:
        observer.stage(Stage.READ_SOURCE, "the account")
        return _live(subject, tasks, request, with_tasks=with_tasks)
    if with_tasks and subject.source != STDIN:
        found = recognise(request.folder / subject.source, subject.source)
        if found.kind is SourceKind.CAPTURE and found.path is not None:
            from sealane.readers.capture.folder import read_folder
            from sealane.readers.capture.read import world_of as world_of_capture
            from sealane.verbs.evidence import evidence_in

            # Of a folder of many captures the newest is read, which its name tells.
            observer.stage(Stage.READ_SOURCE, found.name)
            capture = read_folder(found.path, found.name)
            world = with_runners(with_runs(world_of_capture(capture), capture.calls), subject)
            given = evidence_in(found.path, capture.ignored, found.name)
            told = given.tasks(stopped_tasks(capture.calls))
            return Seen(world=world, tasks=told, unread=_unread(capture.calls), logs=given.logs)
    return Seen(world=world_of(subject, request, observer))


def tasks_of(message: str) -> tuple[StoppedTask, ...]:
    """Return the tasks of a message: the text itself, or what `describe-tasks` or an event of EventBridge holds.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html

    Raises:
        InputError: when a document of AWS holds something else than AWS writes there.

    """
    call, output = _document(message)
    if not call:
        return (StoppedTask(messages=(message,)),)
    return stopped_tasks((CapturedCall(call=call, output=output, place="the message"),))


def seen_live(
    door: Door, scope: Scope, tasks: tuple[str, ...] = (), *, with_tasks: bool = True
) -> tuple[Seen, Capture]:
    """Read the stopped tasks of a scope, or those that are named, with the world that they stopped in.

    Raises:
        InputError: when what is named is not there.
        EnvironmentFailure: no credentials, expired ones, or AWS cannot be reached.

    """
    from sealane.readers.live.fetch import world_of_live
    from sealane.readers.live.stopped_tasks import stopped_calls

    calls = stopped_calls(door, scope, tasks) if with_tasks else ()
    stopped = stopped_tasks(calls)
    unread = _unread(calls) if with_tasks else ()
    if tasks and not stopped and not unread:
        raise InputError(_no_task(tasks))
    try:
        world, capture = world_of_live(door, narrowed(scope, stopped), stopped=calls)
    except InputError:
        # A service that is gone leaves stopped tasks behind; what the user named must be there.
        if narrowed(scope, stopped) == scope:
            raise
        world, capture = world_of_live(door, scope, stopped=calls)
    # What was answered stands in the capture already.
    refused = (call for call in calls if call.refused)
    capture = replace(capture, calls=(*capture.calls, *refused))
    return Seen(world=world, tasks=stopped, unread=unread), capture


def _live(subject: Subject, tasks: tuple[str, ...], request: Request, *, with_tasks: bool) -> Seen:
    from sealane.readers.live.scope import Scope
    from sealane.readers.live.stopped_tasks import cluster_of
    from sealane.verbs.aws import aws

    clusters = subject.clusters or tuple(dict.fromkeys(filter(None, map(cluster_of, tasks))))
    scope = Scope(clusters=clusters, services=subject.services)
    seen, capture = seen_live(aws(request, "", Silent()).door(), scope, tasks, with_tasks=with_tasks)
    if subject.save:
        from sealane.readers.capture.save import save

        save(capture, request.folder / subject.save)
    return replace(seen, world=with_runners(seen.world, subject))


def narrowed(scope: Scope, stopped: tuple[StoppedTask, ...]) -> Scope:
    """Return a scope of only what the stopped tasks were of, where one cluster has them all."""
    if scope.services or len(scope.clusters) != 1 or not stopped:
        return scope
    services = tuple(dict.fromkeys(task.service for task in stopped if task.service))
    if not services:
        return replace(scope, alone=True)
    return replace(scope, services=services) if all(task.service for task in stopped) else scope


def _unread(calls: tuple[CapturedCall, ...]) -> tuple[str, ...]:
    """Return the actions that were refused, or the one that nobody asked, so that silence is not taken for health."""
    asked = [call for call in calls if call.call in _OF_TASKS]
    refused = tuple(dict.fromkeys(call.action for call in asked if call.refused))
    return refused if asked else ("ecs:DescribeTasks",)


def _no_task(tasks: tuple[str, ...]) -> Problem:
    return Problem(
        code="task-not-found",
        what="ECS tells of no such stopped task",
        facts=(("tasks", ", ".join(tasks)), ("because", "it forgets one after about an hour, or it has not stopped")),
        hint="paste its message: `sealane diagnose --message -`",
        link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html",
    )


def _document(message: str) -> tuple[str, dict[str, object]]:
    """Return the call and answer that a pasted document is, an empty call for a text that is none."""
    try:
        document = json.loads(message) if message.lstrip().startswith("{") else None
    except (ValueError, RecursionError):
        return "", {}
    if not isinstance(document, dict):
        return "", {}
    detail = document.get("detail", document)
    if isinstance(detail, dict) and "stoppedReason" in detail:
        return "ecs:DescribeTasks", {"tasks": [detail]}
    call = call_of(document)
    return (call, document) if call in {"ecs:DescribeTasks", "ecs:DescribeServices"} else ("", {})
