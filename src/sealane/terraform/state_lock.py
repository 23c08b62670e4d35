"""Terraform's own lock on its state, as a problem that names the holder.

The lock's description: https://developer.hashicorp.com/terraform/language/state/locking
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sealane.errors import Problem

LINK = "https://developer.hashicorp.com/terraform/language/state/locking"
_FIELD = re.compile(r"^[\s│]*(ID|Path|Operation|Who|Version|Created|Info):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_IN_BUCKET = re.compile(r"\bS3\b|PreconditionFailed|\.tflock")


@dataclass(frozen=True, slots=True, kw_only=True)
class StateLock:
    """What a state lock says about itself; empty where it says nothing."""

    id: str = ""
    path: str = ""
    operation: str = ""
    who: str = ""
    created: str = ""


def read_state_lock(text: str) -> StateLock:
    """Return the lock described in Terraform's error text."""
    found = dict(_FIELD.findall(text))
    return StateLock(
        id=found.get("ID", ""),
        path=found.get("Path", ""),
        operation=found.get("Operation", "").removeprefix("OperationType").lower(),
        who=found.get("Who", ""),
        created=found.get("Created", ""),
    )


def state_locked(text: str, *, by_hand: Callable[[str], str], resume: str) -> Problem:
    """Return the problem for a state that someone else has locked, from Terraform's error text.

    `by_hand` writes a Terraform command as a person would type it.
    """
    lock = read_state_lock(text)
    in_bucket = bool(_IN_BUCKET.search(text))
    facts = [
        (label, value)
        for label, value in (
            ("held by", lock.who),
            ("operation", lock.operation),
            ("since", lock.created),
            ("state", lock.path),
            ("lock", lock.id),
        )
        if value
    ]
    release = f"`{by_hand('force-unlock')} {lock.id or 'LOCK_ID'}`"
    if in_bucket:
        facts.append(
            ("note", "a lock in the bucket stays there when Terraform is killed; nothing removes it by itself")
        )
        hint = f"wait for {lock.who or 'the holder'}; if that Terraform is gone, run {release}, then `{resume}`"
    else:
        # The operating system drops a lock on a local file together with its holder, so the holder is alive.
        hint = f"wait until that Terraform has ended, then `{resume}`"
    return Problem(
        code="state-locked",
        what=f"Terraform's state is locked by {lock.who or 'someone else'}",
        facts=tuple(facts),
        hint=hint,
        link=LINK,
    )
