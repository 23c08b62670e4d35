"""What each exit status means; the list is closed, and the same for every verb."""

from __future__ import annotations

from typing import Final

from sealane.errors import ExitStatus

STATUSES: Final = tuple(
    (int(status), meaning)
    for status, meaning in (
        (ExitStatus.HOLDS, "it holds, or it is done"),
        (
            ExitStatus.FAILS,
            "a property fails: a task will not start, something can leave or enter",
        ),
        (ExitStatus.BAD_INPUT, "bad input or usage; the message says what to write instead"),
        (ExitStatus.UNDECIDED, "it could not be decided, or the environment failed; the answer says what is not known"),
    )
)
