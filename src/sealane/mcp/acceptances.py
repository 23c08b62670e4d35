"""What is accepted of a proof, from the file that the command line reads too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sealane.errors import EnvironmentFailure, Problem

if TYPE_CHECKING:
    from sealane.verdicts.acceptance import Acceptance

_FILE: Final = ".sealane-accept.yaml"


def acceptances_in_root(root: Path) -> tuple[Acceptance, ...]:
    """Return what the file in a root accepts; nothing where there is none, or where it leads out of the root.

    Raises:
        InputError: when it is wrong.
        EnvironmentFailure: when it cannot be read.

    """
    path = root / _FILE
    if not path.is_file() or not path.resolve().is_relative_to(root):
        return ()
    from sealane.spec.text import decode
    from sealane.verdicts.acceptance_file import acceptances_in

    try:
        content = path.read_bytes()
    except OSError as error:
        what = f"`{_FILE}` cannot be read: {error.strerror or error}"
        raise EnvironmentFailure(Problem(code="acceptances-not-readable", what=what, hint=f"`ls -l {path}`")) from None
    return acceptances_in(decode(content, _FILE), _FILE)
