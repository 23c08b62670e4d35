"""What is to be known of a cause, whatever it was found in."""

from __future__ import annotations

from sealane.records import dataclass
from sealane.verdicts.cause import Cause


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The identity card of a cause.

    Attributes:
        cause: its code.
        title: what it is, on one line without a full stop.
        means: what happens and why, in sentences.
        evidence: what must all be seen before a finding carries this code.
        shown: how AWS tells it when a task has failed, `…` and `<…>` standing for what differs.
        change: the repair in one line, as an order to the reader.
        terraform: the repair as an example in Terraform, empty where Terraform has no part in it.
        cli: the same with the AWS CLI; words in capitals stand for your own ids.
        links: pages of AWS that state the rule, the best one first.

    """

    cause: Cause
    title: str
    means: tuple[str, ...]
    evidence: tuple[str, ...]
    change: str
    links: tuple[str, ...]
    shown: tuple[str, ...] = ()
    terraform: str = ""
    cli: str = ""
