"""`sealane diagnose`: why a task did not start."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from sealane.cli.forms import form_options, forms, give
from sealane.cli.proving import FIX_DIFF, prepare, save_diff
from sealane.cli.settings import request_of, with_options
from sealane.cli.subjects import SUBJECT, other_options, subject_of, subject_options
from sealane.errors import ExitStatus, InputError, Problem

if TYPE_CHECKING:
    from sealane.verbs.diagnose import Asked, Diagnosed

_STDIN = "-"
_HINT = (
    "`sealane diagnose --message 'ResourceInitializationError: …'`, `sealane diagnose --capture DIR`, "
    "or `sealane diagnose --cluster NAME --service NAME`"
)


@click.command("diagnose", short_help="why a task did not start: ranked causes, the evidence, and the fix")
@subject_options
@click.option("--message", default="", metavar="TEXT", help="What ECS says; `-` reads it from standard input.")
@click.option("--capture", default="", metavar="DIR", help="Saved answers of AWS, with `describe-tasks` among them.")
@click.option("--task", "tasks", multiple=True, metavar="ARN", help="Only this stopped task of the account.")
@click.option(
    "--evidence",
    "evidence",
    multiple=True,
    metavar="FILE",
    help="A flow log, CloudTrail, or events of services, also compressed.",
)
@with_options(FIX_DIFF)
@form_options
def command(formats: tuple[str, ...], outputs: tuple[str, ...], fix_diff: str, **options: Any) -> int:
    """Say why a task did not start: the causes ranked, the evidence for each, what is ruled out, and the fix.

    A message alone gives what is possible and the commands that would decide. With SOURCE, --capture or the account it
    is joined with the proof of the service. --cluster, --service and --task read the account; nothing is written there.

    Exit status: 0 no start failed, 1 the cause is found, 2 bad input, 3 it could not be decided.
    """
    from sealane.cli.talker import Talker
    from sealane.report.diagnosis.document import as_json
    from sealane.report.diagnosis.text import as_text
    from sealane.report.fixes.remembered import remembered
    from sealane.verbs.diagnose import diagnose

    chosen = forms(formats, outputs)
    asked = _asked(options)
    with Talker() as talker:
        diagnosed = diagnose(asked, request_of(other_options(options)), talker)
        prepare(diagnosed.proved, talker)
    fixes = (remembered(diagnosed.proved),) if diagnosed.proved else ()
    give(chosen, lambda style: as_text(diagnosed, style, *fixes), lambda: as_json(diagnosed, *fixes))
    save_diff(diagnosed.proved, fix_diff)
    return int(_status(diagnosed))


def _asked(options: dict[str, Any]) -> Asked:
    """Turn the options into what is asked.

    Raises:
        InputError: when nothing is named, or two things are.

    """
    from sealane.verbs.diagnose import Asked

    message, capture, tasks = options.pop("message"), options.pop("capture"), options.pop("tasks")
    evidence = options.pop("evidence")
    if capture and options["source"]:
        raise InputError(_unclear("both SOURCE and `--capture` are given"))
    if message and tasks:
        raise InputError(_unclear("both `--message` and `--task` are given"))
    options["source"] = capture or options["source"]
    account = bool(tasks or options["clusters"] or options["services"])
    options["live"] = options["live"] or (account and not options["source"])
    if message == _STDIN:
        message = sys.stdin.read()
    if not (options["source"] or options["live"] or options["sandbox"]):
        if not message.strip() and not evidence:
            raise InputError(_unclear("nothing is named that could be diagnosed"))
        lost = [option.names[0] for option in SUBJECT if options.get(option.key)]
        if lost:
            raise InputError(_unclear(f"`{lost[0]}` is about a source, and none is named"))
        return Asked(message=message, evidence=evidence)
    # What runs was made by a directory, which a plan needs to be read and everything else to be changed.
    directory = options["config"]
    if options["live"] or capture or (options["sandbox"] and not options["source"]):
        options["config"] = ""
    subject = subject_of(options)
    return Asked(message=message, tasks=tasks, subject=subject, evidence=evidence, directory=directory)


def _status(diagnosed: Diagnosed) -> ExitStatus:
    """Return the exit status of the first diagnosis, which is of a failed start when any is."""
    if not diagnosed.stopped:
        return ExitStatus.UNDECIDED if diagnosed.unread else ExitStatus.HOLDS
    return ExitStatus.FAILS if diagnosed.stopped[0].diagnosis.proved else ExitStatus.UNDECIDED


def _unclear(what: str) -> Problem:
    return Problem(code="diagnosis-unclear", what=what, hint=_HINT)
