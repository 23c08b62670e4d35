"""`sealane rehearse`: every step of every task's start, made for real in the network of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sealane.cli.forms import form_options, forms, give
from sealane.cli.proving import status_of
from sealane.cli.screen import answer, stdout_style
from sealane.cli.settings import request_of
from sealane.cli.subjects import other_options, subject_of, subject_options

if TYPE_CHECKING:
    from sealane.cli.forms import Form
    from sealane.cli.talker import Talker
    from sealane.verbs.request import Request
    from sealane.verbs.wish import Wish

_OURS = ("image", "only", "without", "broken", "capture", "patience")


@click.command("rehearse", short_help="pull the image through the planned network, on this machine")
@subject_options
@click.option("--image", default="", metavar="IMAGE", help="What skopeo reads the image from; a stand-in by default.")
@click.option("--only", multiple=True, metavar="SERVICE", help="Only this service.")
@click.option("--without", multiple=True, metavar="PIECE", help="Take a piece away before: `endpoint:logs`.")
@click.option("--break", "broken", multiple=True, metavar="PIECE", help="Break a piece before: `acl:SUBNET`.")
@click.option("--capture", default="", metavar="FILE", help="Keep the packets in FILE (pcapng).")
@click.option(
    "--patience",
    type=click.FloatRange(0.1, 60),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait for a connection.",
)
@click.option("--each", is_flag=True, help="Then take every piece away in turn, and say what each one's loss costs.")
@click.option("--pieces", is_flag=True, help="Only list what can be taken away or broken.")
@form_options
def command(formats: tuple[str, ...], outputs: tuple[str, ...], **options: Any) -> int:
    """Build the network of SOURCE in this machine's kernel, and make every step of every task's start there.

    The image is pulled by a real client from a real registry, through the endpoints, routes, groups and ACLs of SOURCE
    and nothing else. Every step is compared with what the proof says of it. It needs no AWS account; `sealane doctor`
    says what it needs of the machine.

    Exit status: 0 every task started, 1 one did not or something leaked, 2 bad input, 3 the machine cannot do it, not
    everything could be made, or proof and rehearsal differ.
    """
    from sealane.cli.talker import Talker
    from sealane.verbs.wish import Wish

    chosen = forms(formats, outputs)
    each, listed = options.pop("each"), options.pop("pieces")
    image, only, without, broken, capture, patience = (options.pop(name) for name in _OURS)
    subject = subject_of(options)
    request = request_of(other_options(options))
    wish = Wish(
        subject=subject,
        image=image,
        services=only,
        without=without,
        broken=broken,
        capture=capture,
        patience=patience,
    )
    with Talker() as talker:
        if listed:
            return _list(wish, request, talker)
        return _each(wish, request, talker, chosen) if each else _once(wish, request, talker, chosen)


def _once(wish: Wish, request: Request, talker: Talker, chosen: tuple[Form, ...]) -> int:
    from sealane.report.rehearsal.document import as_json
    from sealane.report.rehearsal.text import as_text
    from sealane.verbs.rehearse import rehearse

    rehearsal = rehearse(wish, request, talker)
    give(chosen, lambda style: as_text(rehearsal, style), lambda: as_json(rehearsal))
    return int(status_of(str(rehearsal.verdict)))


def _each(wish: Wish, request: Request, talker: Talker, chosen: tuple[Form, ...]) -> int:
    from sealane.report.rehearsal.each import closing, document, line
    from sealane.verbs.rehearse import rehearse_each

    rehearsals = list(rehearse_each(wish, request, talker))
    give(
        chosen,
        lambda style: "\n".join([*(line(one, style) for one in rehearsals), "", closing(rehearsals, style)]),
        lambda: document(rehearsals),
    )
    differs = any(one.differs for one in rehearsals)
    return int(status_of("unknown" if differs else str(rehearsals[0].verdict)))


def _list(wish: Wish, request: Request, talker: Talker) -> int:
    from sealane.report.style import table
    from sealane.verbs.rehearse import pieces

    found = pieces(wish.subject, request, talker)
    rows = [("option", "also")]
    for one in found:
        option = f"--{'break' if one.broken else 'without'} {one.name}"
        rows.append((option, ", ".join(f"{one.kind}:{alias}" for alias in one.aliases)))
    answer(table(rows, stdout_style()) + "\n")
    return 0
