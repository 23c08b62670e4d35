"""The IAM actions that the verbs use which read an account: exactly these, and none that writes."""

from __future__ import annotations

import enum

from sealane.readers.live import fetch, stopped_tasks


class Purpose(enum.StrEnum):
    """The verbs whose permissions can be told; `prove` stands for every verb that takes `--live`."""

    DIAGNOSE = "diagnose"
    PROVE = "prove"
    WATCH = "watch"


def actions_for(purpose: Purpose) -> tuple[str, ...]:
    """Return the IAM actions that a verb uses, sorted.

    Without one of them the verb answers too, and tells what it could not read.
    """
    if purpose is Purpose.PROVE:
        return fetch.ACTIONS
    if purpose is Purpose.WATCH:
        from sealane.verbs import watch

        return tuple(sorted(watch.ACTIONS))
    return tuple(sorted({*fetch.ACTIONS, *stopped_tasks.ACTIONS}))
