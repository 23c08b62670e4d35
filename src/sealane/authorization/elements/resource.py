"""`Resource` and `NotResource`: ARNs with wildcards and variables.

AWS describes wildcards as working within the parts between colons, and does not say whether one may cross a colon. A
match that would need that is not decided.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sealane.authorization.arn_patterns import COLONS, matches_parts, read_arn_pattern
from sealane.authorization.context import Context
from sealane.authorization.templates import Template, Variable, matches, read_template, resolved
from sealane.verdicts.condition import TextMatch, Truth, Undecided, any_of, negate
from sealane.world.text import Text

_EVERYTHING = re.compile(r"\*+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceElement:
    """The resources a statement names; `inverted` for `NotResource`.

    `regex` matches what the complete patterns match for certain, so that most requests need look no further.
    """

    everything: bool
    regex: re.Pattern[str] | None
    patterns: tuple[Template, ...]
    inverted: bool

    def matches(self, resource: Text, context: Context) -> Truth:
        """Tell whether the statement is about a resource."""
        found = self._named(resource, context)
        return negate(found) if self.inverted else found

    def _named(self, resource: Text, context: Context) -> Truth:
        if self.everything:
            return True
        if self.regex is not None and isinstance(resource, str) and self.regex.fullmatch(resource):
            return True
        return any_of([self._one(pattern, resource, context) for pattern in self.patterns])

    def _one(self, pattern: Template, resource: Text, context: Context) -> Truth:
        answer = matches_parts(pattern, resource, context)
        if answer is False and "*" in pattern.source and matches(_loose(pattern), resource, context) is not False:
            answer = None
        if answer is False and self.inverted and resolved(pattern, context) is None:
            return Undecided(f"NotResource {pattern.source} has a variable without a value")
        return TextMatch("Resource", str(resource), pattern.source) if answer is None else answer


def read_resources(texts: tuple[Text, ...], *, inverted: bool, variables: bool) -> ResourceElement:
    """Read the values of `Resource` or `NotResource`.

    Raises:
        ValueError: when one is neither `*` nor an ARN, has a variable before the fifth colon, or there is none.

    """
    if not texts:
        message = "a statement names no resource"
        raise ValueError(message)
    named = [text for text in texts if not (isinstance(text, str) and _EVERYTHING.fullmatch(text))]
    patterns = tuple(_pattern(text, variables=variables) for text in named)
    complete = [pattern.regex.pattern for pattern in patterns if pattern.regex is not None]
    return ResourceElement(
        everything=len(named) < len(texts),
        regex=re.compile("|".join(complete), re.DOTALL) if complete else None,
        patterns=patterns,
        inverted=inverted,
    )


def _pattern(text: Text, *, variables: bool) -> Template:
    pattern = read_arn_pattern(text, variables=variables)
    colons = 0
    for symbol in pattern.symbols:
        if isinstance(symbol, Variable) and colons < COLONS:
            message = f"{pattern.source!r} has a variable before its fifth colon"
            raise ValueError(message)
        colons += symbol == ":"
    return pattern


def _loose(pattern: Template) -> Template:
    """Return the pattern with wildcards that may cross colons."""
    if pattern.regex is None:
        return pattern
    return replace(pattern, regex=read_template(pattern.source, variables=False, wildcards=True).regex)
