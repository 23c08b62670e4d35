"""A family of messages: what marks them, what they say, and what may have caused them."""

from __future__ import annotations

import re
from collections.abc import Callable

from sealane.diagnosis.symptoms.outlook import NO_OUTLOOK, Outlook
from sealane.diagnosis.symptoms.symptom import FamilyName, Symptom
from sealane.records import dataclass
from sealane.startup.step import StepName
from sealane.verdicts.observation import Failure


def no_outlook(symptom: Symptom) -> Outlook:
    """Point to no cause: what the message says is not about the network, permissions or what is stored."""
    del symptom
    return NO_OUTLOOK


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One family of messages.

    Attributes:
        name: its name.
        marks: what stands in each of its messages.
        link: the page that states the message.
        yields: the families whose messages have these marks too, and more of their own.
        steps: the steps that its messages may be about, the likeliest first.
        failure: how its messages say that the call failed, where they say it without words of their own.
        outlook: what may have caused a message, and what cannot.

    """

    name: FamilyName
    marks: re.Pattern[str]
    link: str
    yields: tuple[Family, ...] = ()
    steps: tuple[StepName, ...] = ()
    failure: Failure | None = None
    outlook: Callable[[Symptom], Outlook] = no_outlook

    def takes(self, text: str) -> bool:
        """Tell whether a message, with straight quotes, is of this family."""
        return bool(self.marks.search(text)) and not any(other.marks.search(text) for other in self.yields)


def marked(*patterns: str) -> re.Pattern[str]:
    """Return what finds any of these patterns, whatever their case."""
    return re.compile("|".join(patterns), re.IGNORECASE)
