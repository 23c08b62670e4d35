"""Accounts compared: two that are known, or one that only an apply decides and that may be any.

An account that is not known stands in texts as the hole that stands for it, so that it is the same wherever it is.
"""

from __future__ import annotations

from sealane.world.text import Hole, Partial, Text

_MARK = "«"
_OF_AWS = "(account of "


def account_of_aws(owner: str) -> str:
    """Return what stands for an account of AWS's own, which is no account of a user."""
    return f"{_OF_AWS}{owner})"


def is_of_aws(account: str) -> bool:
    """Tell whether an account is AWS's own."""
    return account.startswith(_OF_AWS)


def is_known(account: str) -> bool:
    """Tell whether it is known which account it is."""
    return not account.startswith(_MARK)


def same_account(one: str, other: str) -> bool | None:
    """Tell whether two accounts are one; `None` when nobody can say before an apply.

    A user's account that is not known is none of AWS's own.
    """
    if one == other:
        return True
    if is_of_aws(one) or is_of_aws(other) or (is_known(one) and is_known(other)):
        return False
    return None


def account_text(account: str) -> Text:
    """Return an account as a text of a request: its number, or the hole that stands for it."""
    if is_known(account):
        return account
    return Partial((Hole("the account's id", token=account.strip("«»"), plain=True),))
