"""What `sealane prove` does with its arguments, whoever read them, and what other verbs that prove share with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from sealane.cli.acceptances import ACCEPTANCES, acceptances_of
from sealane.cli.forms import ALWAYS, FORM, forms
from sealane.cli.proofs import FORMS, give_proof
from sealane.cli.settings import AWS, Option, request_of
from sealane.cli.subjects import SUBJECT, other_options, subject_of
from sealane.errors import ExitStatus

if TYPE_CHECKING:
    from sealane.verbs.prove import Proved
    from sealane.verdicts.fix import Fix
    from sealane.verdicts.proof import Finding

SOFT: Final = Option(("--soft-fail",), "soft_fail", "flag", "Exit 0 instead of 1 when a property fails; 3 stays 3.")
OPTIONS: Final = (*SUBJECT, *AWS, *ACCEPTANCES, SOFT, *FORM)

NAMES_OF_FORMS: Final = frozenset({*ALWAYS, *FORMS})


def run(*, formats: tuple[str, ...], outputs: tuple[str, ...], **options: Any) -> int:
    """Prove a source or the account, give the proof in every form, and return the exit status."""
    from sealane.cli.pages import Page
    from sealane.cli.talker import Talker
    from sealane.verbs.prove import prove

    chosen = forms(formats, outputs, *FORMS)
    soft = options.pop("soft_fail")
    accepted = acceptances_of(options.pop("accepted"), options.pop("reasons"), options.pop("acceptance_file"))
    subject = subject_of(options)
    with Talker() as talker:
        request = request_of(other_options(options))
        page = Page(request.environ) if any(form.name == "html" for form in chosen) else None
        proved = prove(subject, request, talker, accepted, page.seen if page else None)
    fix_of = remembered(proved)
    give_proof(chosen, proved.weighed, fix_of, page=lambda: page.html(proved, fix_of) if page else "")
    status = status_of(str(proved.weighed.verdict))
    return int(ExitStatus.HOLDS if soft and status is ExitStatus.FAILS else status)


def status_of(verdict: str) -> ExitStatus:
    """Return the exit status of a verdict: an unknown one is never 0."""
    return {"holds": ExitStatus.HOLDS, "fails": ExitStatus.FAILS}.get(verdict, ExitStatus.UNDECIDED)


def remembered(proved: Proved) -> Callable[[Finding], Fix | None]:
    """Return what proposes the change for a finding, each made and proved once."""
    made: dict[int, Fix | None] = {}

    def fix(finding: Finding) -> Fix | None:
        from sealane.report.fixes import fix_of

        key = id(finding)
        if key not in made:
            proposal = proved.proposal(finding)
            made[key] = None if proposal is None else fix_of(proposal)
        return made[key]

    return fix
