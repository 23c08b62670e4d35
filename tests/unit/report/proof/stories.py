"""Stories that every form of a proof must tell, and how each file of a case is made."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

from sealane.errors import Place
from sealane.report.proof.document import as_json
from sealane.report.proof.junit import as_junit
from sealane.report.proof.markdown import as_markdown
from sealane.report.proof.sarif import as_sarif
from sealane.report.proof.text import as_text
from sealane.report.style import Style
from sealane.verdicts.acceptance import Acceptance, Weighed, weigh
from sealane.verdicts.cause import Cause
from sealane.verdicts.fix import Fix
from sealane.verdicts.proof import Finding, Proof
from tests.unit.report.proof import proofs

TODAY = date(2026, 1, 1)
ACCEPTED = (
    Acceptance(
        cause=Cause.INTERNET_BY_NAT,
        because="the payment provider has no PrivateLink yet",
        origin="module.edge.*",
        until=date(2026, 12, 31),
        place=Place(file=".sealane-accept.yaml", line=2, column=5),
    ),
    Acceptance(cause=Cause.NO_WAY_OUT, because="nobody needs it"),
    Acceptance(cause=Cause.SUBNET_FULL, because="it was to grow", until=date(2025, 6, 30)),
)


def mixed() -> Proof:
    """Return a proof in which everything occurs once."""
    return proofs.proof(
        proofs.closed(),
        proofs.denied("aws_ecs_service.worker"),
        proofs.leaking("aws_ecs_service.edge"),
        proofs.unclear("aws_ecs_service.batch"),
        proofs.advised("aws_ecs_service.ok"),
    )


STORIES: dict[str, Callable[[], Weighed]] = {
    "healthy": lambda: weigh(proofs.proof(proofs.healthy()), (), TODAY),
    "one_finding": lambda: weigh(proofs.proof(proofs.closed()), (), TODAY),
    "leak": lambda: weigh(proofs.proof(proofs.leaking()), (), TODAY),
    "leak_accepted": lambda: weigh(proofs.proof(proofs.leaking()), ACCEPTED[:1], TODAY),
    "unknown": lambda: weigh(proofs.proof(proofs.unclear()), (), TODAY),
    "nothing_to_prove": lambda: weigh(proofs.proof(), (), TODAY),
    "everything": lambda: weigh(mixed(), ACCEPTED, TODAY),
    "many": lambda: weigh(proofs.many(), (), TODAY),
}


def fix_of(finding: Finding) -> Fix | None:
    """Offer a change for the closed group, and none for anything else."""
    return proofs.FIX if finding.cause is Cause.TASK_GROUP_EGRESS else None


_FORMS: dict[str, Callable[[Weighed], str]] = {
    "text-80.txt": lambda weighed: as_text(weighed, Style(width=80), fix_of),
    "text-60-ascii.txt": lambda weighed: as_text(weighed, Style(width=60, unicode=False), fix_of),
    "comment.md": lambda weighed: as_markdown(weighed, fix_of),
}
FILES = tuple(_FORMS)


def rendered(story: str, file: str) -> str:
    """Return what a file of a case must hold."""
    return _FORMS[file](STORIES[story]()).rstrip("\n") + "\n"


def document(story: str) -> dict[str, object]:
    """Return a story as `sealane/proof/1`, read back from JSON."""
    read: dict[str, object] = json.loads(json.dumps(as_json(STORIES[story](), fix_of)))
    return read


def sarif(story: str) -> dict[str, object]:
    """Return a story as SARIF, read back from JSON."""
    read: dict[str, object] = json.loads(json.dumps(as_sarif(STORIES[story](), fix_of)))
    return read


def junit(story: str) -> str:
    """Return a story as JUnit XML."""
    return as_junit(STORIES[story]())
