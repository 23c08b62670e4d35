"""`--accept`, `--because` and `--acceptances`: which findings the user accepts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sealane.cli.settings import Option, with_options
from sealane.errors import EnvironmentFailure, InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from sealane.verdicts.acceptance import Acceptance

F = TypeVar("F", bound="Callable[..., Any]")
FILE = ".sealane-accept.yaml"
ACCEPTANCES = (
    Option(("--accept",), "accepted", "texts", "Let findings of CAUSE not count.", "CAUSE"),
    Option(("--because",), "reasons", "texts", "Why it is accepted; one for each.", "TEXT"),
    Option(
        ("--acceptances",),
        "acceptance_file",
        "text",
        f"File of accepted findings; {FILE} is read when it is there.",
        "FILE",
    ),
)


def acceptance_options(function: F) -> F:
    """Add the three options to a verb that proves something."""
    return with_options(*ACCEPTANCES)(function)


def acceptances_of(accepted: tuple[str, ...], reasons: tuple[str, ...], acceptance_file: str) -> tuple[Acceptance, ...]:
    """Return what the options and the file accept, the options first.

    Raises:
        InputError: when a cause is unknown, a reason is missing, or the file is wrong.
        EnvironmentFailure: when the file cannot be read.

    """
    found = _from_options(accepted, reasons)
    path = Path(acceptance_file or FILE)
    if not acceptance_file and not path.is_file():
        return found
    from sealane.spec.text import decode
    from sealane.verdicts.acceptance_file import acceptances_in

    return (*found, *acceptances_in(decode(_read(path), str(path)), str(path)))


def _from_options(accepted: tuple[str, ...], reasons: tuple[str, ...]) -> tuple[Acceptance, ...]:
    if not accepted and not reasons:
        return ()
    from sealane.verdicts.acceptance import Acceptance
    from sealane.verdicts.acceptance_file import accepted_cause

    given = tuple(reason.strip() for reason in reasons)
    if len(given) == 1 and accepted:
        given *= len(accepted)
    if len(given) != len(accepted) or not all(given):
        first = accepted[0] if accepted else "CAUSE"
        raise InputError(
            Problem(
                code="acceptance-without-reason",
                what=f"{len(accepted)} of `--accept` and {len(reasons)} of `--because`; each needs a reason",
                hint=f'`--accept {first} --because "why this is fine here"`; one reason may stand for all',
            )
        )
    pairs = zip(accepted, given, strict=True)
    return tuple(Acceptance(cause=accepted_cause(cause), because=reason) for cause, reason in pairs)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        problem = Problem(
            code="acceptances-not-readable",
            what=f"`{path}` cannot be read: {error.strerror or error}",
            hint="name another file with `--acceptances`",
        )
        if isinstance(error, FileNotFoundError):
            raise InputError(problem) from None
        raise EnvironmentFailure(problem) from None
