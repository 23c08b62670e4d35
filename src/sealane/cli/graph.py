"""`sealane graph`: a proof as a drawing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from sealane.cli.acceptances import acceptance_options, acceptances_of
from sealane.cli.proving import SOFT, status_of
from sealane.cli.settings import AWS, Option, request_of, with_options
from sealane.cli.subjects import SUBJECT, other_options, subject_of
from sealane.errors import ExitStatus, InputError, Problem

if TYPE_CHECKING:
    from sealane.verbs.prove import Proved

FORMS: Final = ("svg", "mermaid", "dot")
_BY_ENDING: Final = {".mmd": "mermaid", ".mermaid": "mermaid", ".dot": "dot", ".gv": "dot"}
_SERVICE: Final = Option(("--service",), "services", "texts", "Only this service.", "NAME")
_SUBJECT: Final = tuple(_SERVICE if option.key == "services" else option for option in SUBJECT)


@click.command("graph", short_help="a proof as a drawing of the network: SVG, Mermaid or DOT")
@click.argument("source", default="", metavar="[SOURCE]")
@with_options(*_SUBJECT, *AWS)
@acceptance_options
@with_options(SOFT)
@click.option("--format", "form", type=click.Choice(FORMS), default=None, help="`svg`, unless FILE ends otherwise.")
@click.option("-o", "--output", default="", metavar="FILE", help="Where it goes; `-` and nothing are stdout.")
def command(form: str | None, output: str, **options: Any) -> int:
    """Prove SOURCE as `sealane prove` does, and draw what is proved.

    The drawing has the VPC as architects draw it: zones and subnets, tasks, endpoints and gateways, what is outside,
    and the seal as a wall. Each step of a start is an arrow with its verdict; what is broken is crossed out where it
    breaks. SVG needs nothing from elsewhere; Mermaid is drawn by GitHub, GitLab and many wikis; DOT is for Graphviz.

    Exit status, as of `sealane prove`: 0 everything holds, 1 something fails, 2 bad input, 3 something could not be
    decided.
    """
    from sealane.cli.talker import Talker
    from sealane.verbs.prove import prove
    from sealane.verbs.saving import check_place

    path = "" if output == "-" else output
    language = form or _BY_ENDING.get(Path(path).suffix, "svg")
    if path:
        check_place(Path(path))
    elif language == "svg" and sys.stdout.isatty():
        raise InputError(_to_terminal())
    soft = options.pop("soft_fail")
    accepted = acceptances_of(options.pop("accepted"), options.pop("reasons"), options.pop("acceptance_file"))
    wanted = options["services"]
    if options["source"]:
        # Of the account only what is asked for is read; of a source everything is, and some of it is drawn.
        options["services"] = ()
    subject = subject_of(options)
    with Talker() as talker:
        proved = prove(subject, request_of(other_options(options)), talker, accepted)
    _give(_drawn(proved, language, wanted if options["source"] else ()), path)
    status = status_of(str(proved.weighed.verdict))
    return int(ExitStatus.HOLDS if soft and status is ExitStatus.FAILS else status)


def _drawn(proved: Proved, language: str, wanted: tuple[str, ...]) -> str:
    from sealane.drawing.picture_of import picture_of

    picture = picture_of(proved.world, proved.weighed, only=_numbers(proved, wanted))
    if language == "mermaid":
        from sealane.report.graph.mermaid import as_mermaid

        return as_mermaid(picture)
    if language == "dot":
        from sealane.report.graph.dot import as_dot

        return as_dot(picture)
    from sealane.report.graph.svg import as_svg

    return as_svg(picture)


def _numbers(proved: Proved, wanted: tuple[str, ...]) -> frozenset[int] | None:
    """Return the numbers of the services with a name, key or address; all of them when none is asked for."""
    from sealane.world.values import Known

    if not wanted:
        return None
    found = set()
    services = [one.service for one in proved.weighed.proof.services]
    for name in wanted:
        numbers = [
            number
            for number, service in enumerate(services)
            if name in {service.id, service.origin.name} or service.name == Known(name)
        ]
        if not numbers:
            raise InputError(_no_service(name, [one.name.value for one in services if isinstance(one.name, Known)]))
        found.update(numbers)
    return frozenset(found)


def _give(drawing: str, path: str) -> None:
    from sealane.cli.screen import answer
    from sealane.verbs.saving import save

    body = drawing.rstrip("\n") + "\n"
    if path:
        save(Path(path), body)
    else:
        answer(body)


def _no_service(name: str, names: list[str]) -> Problem:
    import difflib

    near = difflib.get_close_matches(name, names, n=1) or names[:1]
    return Problem(
        code="service-not-found",
        what=f"no Fargate service of the source is called `{name}`",
        hint=f"`--service {near[0]}`" if near else "leave `--service` out to draw what there is",
    )


def _to_terminal() -> Problem:
    return Problem(
        code="drawing-to-terminal",
        what="an SVG is nothing to read in a terminal",
        hint="`sealane graph SOURCE -o network.svg`, or `--format mermaid` for a text to paste",
    )
