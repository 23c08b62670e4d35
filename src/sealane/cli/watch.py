"""`sealane watch`: keep every task that stops."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from sealane.cli.settings import aws_options, request_of
from sealane.errors import ExitStatus, InputError, Problem

if TYPE_CHECKING:
    from sealane.verbs.watch import Round, Watch

_SIZE: Final = re.compile(r"(\d+)([KMGT]?)B?", re.IGNORECASE)
_UNITS: Final = {"": 1, "K": 1_000, "M": 1_000_000, "G": 1_000_000_000, "T": 1_000_000_000_000}
_STDIN: Final = "-"


@click.command("watch", short_help="keep every task that stops, with the network that it stopped in")
@click.argument("folder", metavar="DIR")
@click.option("--cluster", "clusters", multiple=True, metavar="NAME", help="Only this cluster.")
@click.option("--service", "services", multiple=True, metavar="NAME", help="Only this service of the only cluster.")
@click.option("--once", is_flag=True, help="Keep what has stopped by now, and end.")
@click.option(
    "--every", type=click.FloatRange(min=1), metavar="SECONDS", help="How often to ask; 60, in the sandbox 5."
)
@click.option("--at-most", default="1G", show_default=True, metavar="SIZE", help="Room for captures; the oldest go.")
@click.option(
    "--events", default="", metavar="FILE", help="Read events of ECS, one a line, instead of asking; `-` is stdin."
)
@click.option("--queue", default="", metavar="URL", help="Hear of stopped tasks from this SQS queue at once.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Form of each line.")
@aws_options
def command(folder: str, **options: Any) -> int:
    """Keep a capture of every task that stops in DIR; `sealane diagnose --capture DIR` answers from it a week later.

    ECS forgets a stopped task after about an hour. Nothing is written to the account. Stop it at any moment: what is
    there is whole, and the same command goes on from there.

    Exit status: 0 what stopped is kept, 2 bad input, 3 something could not be read or written.
    """
    from sealane.cli.screen import stderr_style, talk
    from sealane.readers.capture.keeping import Keep
    from sealane.readers.live.scope import Scope
    from sealane.report.kept import beginning
    from sealane.verbs.aws import aws
    from sealane.verbs.observer import Silent
    from sealane.verbs.watch import POLL, POLL_SANDBOX, Watch

    _check(options)
    request = request_of(options)
    scope = Scope(clusters=options["clusters"], services=options["services"])
    with Keep(request.folder / folder, _bytes(options["at_most"])) as keep, _ends_gently():
        where = aws(request, "", Silent())
        watch = Watch(door=where.door(), scope=scope, keep=keep)
        every = options["every"] or (POLL if where.sandbox is None else POLL_SANDBOX)
        if not options["once"] and not options["events"]:
            named = ", ".join((*options["services"], *options["clusters"])) or "every cluster"
            talk(beginning(f"{named} in {where.region}", every, folder, stderr_style()))
        return int(_told(_rounds(watch, every, options), folder, options))


def _rounds(watch: Watch, every: float, options: dict[str, Any]) -> Iterator[Round]:
    from sealane.verbs.watch import heard, lines, rounds

    if options["events"]:
        yield from lines(watch, _lines(options["events"]))
    elif options["once"]:
        yield watch.look()
        while options["queue"]:
            found = heard(watch, options["queue"], patient=False)
            yield found
            if not found.kept and not found.others:
                return
    else:
        yield from rounds(watch, every=every, queue=options["queue"])


def _told(found: Iterable[Round], folder: str, options: dict[str, Any]) -> ExitStatus:
    """Tell each round as it comes, and at the end what came of it."""
    from sealane.cli.screen import answer, stderr_style, stdout_style, talk
    from sealane.report.kept import as_json_line, ending, line, trouble

    counts: list[int] = []
    before, status = "", ExitStatus.HOLDS
    try:
        for one in found:
            for task in one.kept:
                text = as_json_line(task, folder) if options["form"] == "json" else line(task, folder, stdout_style())
                answer(f"{text}\n")
            said = trouble(one, stderr_style())
            if said and said != before:
                talk(said)
            before = said
            status = ExitStatus.UNDECIDED if one.unread or one.throttled else ExitStatus.HOLDS
            counts.append(len(one.kept))
    except KeyboardInterrupt:
        # This is how watching ends.
        status = ExitStatus.HOLDS
    talk(ending(counts, folder, stderr_style()))
    return status


def _lines(name: str) -> Iterator[str]:
    if name == _STDIN:
        yield from sys.stdin
        return
    try:
        with Path(name).open(encoding="utf-8", errors="replace") as file:
            yield from file
    except OSError as error:
        facts = (("because", error.strerror or str(error)),)
        problem = Problem(code="file-unreadable", what=f"{name} cannot be read", facts=facts, hint=f"`ls -l {name}`")
        raise InputError(problem) from None


@contextmanager
def _ends_gently() -> Iterator[None]:
    """Let a supervisor's request to end be the same as a person's."""
    import signal

    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _check(options: dict[str, Any]) -> None:
    """Refuse options that contradict each other.

    Raises:
        InputError: `watch-unclear`.

    """
    if options["events"] and (options["queue"] or options["every"] or options["once"]):
        what = "`--events` reads to the end of the file, so `--queue`, `--every` and `--once` are read by nobody"
        raise InputError(Problem(code="watch-unclear", what=what, hint="`sealane watch DIR --events -`"))


def _bytes(size: str) -> int:
    """Return a number of bytes.

    Raises:
        InputError: `size-invalid`.

    """
    found = _SIZE.fullmatch(size)
    if found is None or not int(found[1]):
        what = f"`--at-most {size}` is no size"
        raise InputError(Problem(code="size-invalid", what=what, hint="`--at-most 500M`, `1G`"))
    return int(found[1]) * _UNITS[found[2].upper()]
