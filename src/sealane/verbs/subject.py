"""What a proof, a trace or a decision is about: a source to read, or the live account."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from sealane.errors import InputError, Problem
from sealane.readers.recognise import Recognised, SourceKind, recognise, recognise_document
from sealane.readers.sources import world_of_source
from sealane.records import dataclass
from sealane.verbs.observer import Observer, Stage
from sealane.world.services import RunnerKind, Service
from sealane.world.tasks import Setting, TaskDefinition
from sealane.world.values import Known, Unknown

if TYPE_CHECKING:
    from sealane.terraform.linking.variables import Variables
    from sealane.verbs.request import Request
    from sealane.world.world import World

STDIN = "-"
_DIGITS = 12
_OF_ONE_ACCOUNT = frozenset({SourceKind.CAPTURE, SourceKind.STATE, SourceKind.STATE_FILE})
Seen: TypeAlias = Callable[[Recognised], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What to read.

    Attributes:
        source: a file or folder, recognised by its content; `-` is standard input; empty for the live account.
        config: the Terraform directory that a plan came from, which links the plan exactly.
        variables: `NAME=VALUE` for a Terraform directory, the Terraform of a spec, or the parameters of a template.
        variable_files: `.tfvars` files for a Terraform directory.
        account: the 12 digits of the account that a source without one of its own would be applied in.
        clusters: names or ARNs, for the live account.
        services: names or ARNs, for the live account with one cluster.
        save: a folder for the capture of what was read live; empty for none.
        subnets: where task definitions run that nothing runs.
        security_groups: with which groups they run there.

    """

    source: str = ""
    config: str = ""
    variables: tuple[str, ...] = ()
    variable_files: tuple[str, ...] = ()
    account: str = ""
    clusters: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    save: str = ""
    subnets: tuple[str, ...] = ()
    security_groups: tuple[str, ...] = ()


def world_of(subject: Subject, request: Request, observer: Observer, seen: Seen | None = None) -> World:
    """Read a subject; `seen` is told what its source is, before it is read, and nothing of the live account.

    Raises:
        InputError: when the source is not there, or nothing that can be read, or wrong.
        EnvironmentFailure: when AWS, Terraform or the disk fails.

    """
    observer.stage(Stage.READ_SOURCE, subject.source or "the account")
    if not subject.source:
        return with_runners(_live(subject, request), subject)
    if subject.source == STDIN:
        found = recognise_document(sys.stdin.buffer.read(), "standard input")
    else:
        found = recognise(request.folder / subject.source, subject.source)
    if seen is not None:
        seen(found)
    world = _of(found, subject, request, observer)
    _check_accounts(world, found, subject.account)
    return with_runners(world, subject)


def _live(subject: Subject, request: Request) -> World:
    from sealane.readers.live.fetch import world_of_live
    from sealane.readers.live.scope import Scope
    from sealane.verbs.aws import aws
    from sealane.verbs.observer import Silent

    door = aws(request, "", Silent()).door()
    world, capture = world_of_live(door, Scope(clusters=subject.clusters, services=subject.services))
    if subject.save:
        from sealane.readers.capture.save import save

        save(capture, request.folder / subject.save)
    return world


def _of(found: Recognised, subject: Subject, request: Request, observer: Observer) -> World:
    _check_account(found, subject.account)
    if subject.config and found.kind is not SourceKind.PLAN:
        raise InputError(
            Problem(
                code="config-without-plan",
                what=f"`--config` belongs to a Terraform plan, and {found.name} is something else",
                facts=(("recognised as", str(found.kind)),),
                hint="leave `--config` out, or give the plan: `terraform show -json PLAN > plan.json`",
            )
        )
    if found.kind is SourceKind.DIRECTORY or subject.config:
        return _linked(found, subject, request, observer)
    if found.kind is SourceKind.SPEC:
        from sealane.verbs.spec_source import world_from_spec

        return world_from_spec(
            found,
            region=request.region,
            variables=_variables(subject, request),
            environ=request.environ,
            observer=observer.event,
        )
    return world_of_source(found, parameters=_pairs(subject.variables), region=request.region, account=subject.account)


def _check_account(found: Recognised, account: str) -> None:
    """Refuse an account that is none, or one for a source that tells its own.

    Raises:
        InputError: `account-invalid`, `account-told`.

    """
    if not account:
        return
    if not (len(account) == _DIGITS and account.isascii() and account.isdecimal()):
        what = f"`--account {account}` is no account: those have {_DIGITS} digits"
        raise InputError(Problem(code="account-invalid", what=what, hint="`--account 123456789012`"))
    if found.kind in _OF_ONE_ACCOUNT:
        raise _told(found)


def _check_accounts(world: World, found: Recognised, account: str) -> None:
    """Refuse an account that no service of the source is in, so that no answer is about another one than was asked.

    Raises:
        InputError: `account-told`.

    """
    accounts = {service.setting.account for service in world.table(Service).values()}
    if account and accounts and Known(account) not in accounts:
        raise _told(found)


def _told(found: Recognised) -> InputError:
    what = f"{found.name} tells itself which account it is of"
    return InputError(Problem(code="account-told", what=what, hint="leave `--account` out"))


def _linked(found: Recognised, subject: Subject, request: Request, observer: Observer) -> World:
    """Link a Terraform directory, or a plan with the directory that it came from."""
    from sealane.verbs.prove_sources import world_from_directory, world_from_plan_and_directory

    environ = {**request.environ, **({"AWS_REGION": request.region} if request.region else {})}
    if found.kind is SourceKind.DIRECTORY:
        return world_from_directory(
            request.folder / found.name,
            environ=environ,
            variables=_variables(subject, request),
            shown=found.name,
            observer=observer.event,
        )
    return world_from_plan_and_directory(
        found.content,
        found.name,
        request.folder / subject.config,
        environ=environ,
        shown=subject.config,
        observer=observer.event,
    )


def _variables(subject: Subject, request: Request) -> Variables:
    from sealane.terraform.linking.variables import Variables

    return Variables(
        assigned=subject.variables,
        files=tuple(request.folder / name for name in subject.variable_files),
        account=subject.account,
    )


def _pairs(variables: tuple[str, ...]) -> dict[str, str]:
    """Read `NAME=VALUE`.

    Raises:
        InputError: `variable-invalid`.

    """
    found = {}
    for one in variables:
        name, equals, value = one.partition("=")
        if not equals or not name:
            raise InputError(
                Problem(
                    code="variable-invalid",
                    what=f"`--var {one}` is not of the form NAME=VALUE",
                    hint="`--var app_image=demo/app:1.0`",
                )
            )
        found[name] = value
    return found


def with_runners(world: World, subject: Subject) -> World:
    """Let the task definitions that nothing runs be run where the subject says."""
    if not subject.subnets:
        return world
    run = {service.task_definition for service in world.table(Service).values()}
    idle = [task for key, task in world.table(TaskDefinition).items() if Known(key) not in run]
    return world.with_facts(*(_runner(task, subject, world) for task in idle))


def _runner(task: TaskDefinition, subject: Subject, world: World) -> Service:
    others = [service.setting for service in world.table(Service).values()]
    setting = others[0] if others else Setting(partition="aws", region="", account=Unknown("the account"))
    if task.id.startswith("arn:"):
        _, partition, _, region, account, *_ = task.id.split(":")
        setting = Setting(partition=partition, region=region, account=Known(account))
    return Service(
        id=f"{task.id}#by-hand",
        origin=task.origin,
        name=Known(task.family),
        task_definition=Known(task.id),
        subnets=Known(subject.subnets),
        security_groups=Known(subject.security_groups),
        setting=setting,
        kind=RunnerKind.BY_HAND,
    )
