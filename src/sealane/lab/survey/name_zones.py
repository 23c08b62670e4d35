"""A private zone of names, and what it answers for everything in it: nothing falls through to the internet.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.lab.blueprint.names import Answer
from sealane.lab.survey.domains import below
from sealane.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NameZone:
    """A zone: its domain, its answers, and whether an endpoint's private names are what it is there for."""

    domain: str
    answers: tuple[Answer, ...]
    of_endpoint: bool = False


def filled(zone: NameZone) -> Iterator[Answer]:
    """Yield a zone's answers, and those for the names that it has no record of.

    What has no record does not exist, names above a record exist without one, and below them a wildcard record higher
    up does not count (RFC 4592).
    """
    own = {answer.name: answer for answer in zone.answers}
    yield from zone.answers
    between: set[str] = {zone.domain}
    for name in own:
        parent = name.removeprefix("*.") if name.startswith("*.") else name.partition(".")[2]
        while parent and parent != zone.domain and below(parent, zone.domain):
            between.add(parent)
            parent = parent.partition(".")[2]
        if not name.startswith("*."):
            between.add(name)
    for name in sorted(between):
        if name and name not in own:
            yield Answer(name=name)
        wildcard = f"*.{name}" if name else "*"
        if wildcard not in own:
            yield Answer(name=wildcard, exists=False)
