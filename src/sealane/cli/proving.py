"""What `sealane prove` does with its arguments, whoever read them, and what other verbs that prove share with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sealane.cli.acceptances import ACCEPTANCES, acceptances_of
from sealane.cli.forms import ALWAYS, FORM, forms
from sealane.cli.proofs import FORMS, give_proof
from sealane.cli.settings import AWS, Option, request_of
from sealane.cli.subjects import SUBJECT, other_options, subject_of
from sealane.errors import ExitStatus, InputError, Problem

if TYPE_CHECKING:
    from sealane.cli.forms import Form
    from sealane.cli.pages import Page
    from sealane.verbs.observer import Observer
    from sealane.verbs.prove import Proved
    from sealane.verbs.request import Request

SOFT: Final = Option(("--soft-fail",), "soft_fail", "flag", "Exit 0 instead of 1 when a property fails; 3 stays 3.")
FIX_DIFF: Final = Option(
    ("--fix-diff",), "fix_diff", "text", "Write the change of the source's own files, for `git apply`.", "FILE"
)
OPTIONS: Final = (*SUBJECT, *AWS, *ACCEPTANCES, SOFT, FIX_DIFF, *FORM)

NAMES_OF_FORMS: Final = frozenset({*ALWAYS, *FORMS})


def run(*, formats: tuple[str, ...], outputs: tuple[str, ...], **options: Any) -> int:
    """Prove a source or the account, give the proof in every form, and return the exit status."""
    from sealane.cli.talker import Talker
    from sealane.report.fixes.remembered import remembered
    from sealane.verbs.prove import prove

    chosen = forms(formats, outputs, *FORMS)
    soft, fix_diff = options.pop("soft_fail"), options.pop("fix_diff")
    accepted = acceptances_of(options.pop("accepted"), options.pop("reasons"), options.pop("acceptance_file"))
    subject = subject_of(options)
    with Talker() as talker:
        request = request_of(other_options(options))
        page = _page(chosen, request)
        proved = prove(subject, request, talker, accepted, page.seen if page else None)
        prepare(proved, talker)
    fix_of = remembered(proved)
    give_proof(chosen, proved.weighed, fix_of, page=lambda: page.html(proved, fix_of) if page else "")
    save_diff(proved, fix_diff)
    status = status_of(str(proved.weighed.verdict))
    return int(ExitStatus.HOLDS if soft and status is ExitStatus.FAILS else status)


def _page(chosen: tuple[Form, ...], request: Request) -> Page | None:
    """Return what waits for the source to make a page of it, where one is wanted."""
    if all(form.name != "html" for form in chosen):
        return None
    from sealane.cli.pages import Page

    return Page(request.environ)


def status_of(verdict: str) -> ExitStatus:
    """Return the exit status of a verdict: an unknown one is never 0."""
    return {"holds": ExitStatus.HOLDS, "fails": ExitStatus.FAILS}.get(verdict, ExitStatus.UNDECIDED)


def prepare(proved: Proved | None, observer: Observer) -> None:
    """Write and prove the change of the user's own files while somebody is told of it, where a directory is known."""
    if proved is None or proved.mender is None:
        return
    if any(service.findings for service in proved.weighed.proof.services):
        from sealane.verbs.observer import Stage

        observer.stage(Stage.MEND)
        proved.mender.prepare()


def save_diff(proved: Proved | None, place: str) -> None:
    """Write one change of the user's own files for everything that is found; without any the file is empty.

    Raises:
        InputError: `no-directory` when no Terraform directory is known.
        EnvironmentFailure: when the file cannot be written.

    """
    if not place:
        return
    if proved is None or proved.mender is None:
        raise InputError(_NO_DIRECTORY)
    from sealane.verbs.saving import save

    save(Path(place), proved.mender.together().diff)


_NO_DIRECTORY: Final = Problem(
    code="no-directory",
    what="`--fix-diff` changes files of a Terraform directory, and none is named",
    hint="`sealane prove DIR --fix-diff fix.diff`, or name the directory of a plan with `--config DIR`",
)
