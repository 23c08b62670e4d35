"""`Resource` and `NotResource`: ARNs with wildcards and variables.

AWS describes wildcards as working within the parts between colons, and does not say whether one may cross a colon. A
match that would need that is not decided.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html
"""

from __future__ import annotations

from typing import NamedTuple

from sealane.authorization.arn_patterns import (
    COLONS,
    arn_test,
    matches_parts,
    read_arn_pattern,
    require_parts,
    stays_within_parts,
)
from sealane.authorization.context import Context
from sealane.authorization.templates import Template, Variable, matches, read_template, resolved, without_variables
from sealane.authorization.text_patterns import Test, any_test, is_wild
from sealane.verdicts.condition import TextMatch, Truth, Undecided, any_of, negate
from sealane.world.text import Partial, Text


class ResourceElement(NamedTuple):
    """The resources a statement names; `inverted` for `NotResource`.

    `test` tells what the texts without holes and variables match for certain. `careful` are the patterns of which its
    "no" is not the last word. `heads` are the literal beginnings of patterns that leave only the end open.
    """

    everything: bool
    texts: tuple[Text, ...]
    careful: tuple[Template, ...]
    inverted: bool
    variables: bool
    test: Test
    heads: tuple[str, ...] = ()

    def matches(self, resource: Text, context: Context) -> Truth:
        """Tell whether the statement is about a resource."""
        if self.everything:
            return not self.inverted
        if isinstance(resource, str):
            if self.test(resource):
                return not self.inverted
            if not self.careful:
                return self.inverted
            patterns = self.careful
        else:
            if self._begins(resource):
                return not self.inverted
            patterns = tuple([_pattern(text, variables=self.variables) for text in self.texts])
        found = any_of([self._one(pattern, resource, context) for pattern in patterns])
        return negate(found) if self.inverted else found

    def _begins(self, resource: Partial) -> bool:
        """Tell whether what is known of a resource begins as a pattern does that takes any end."""
        first = resource.parts[0] if resource.parts else ""
        return bool(self.heads) and isinstance(first, str) and first.startswith(self.heads)

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
    everything = False
    whole: list[str] = []
    careful: list[Template] = []
    for text in texts:
        if not without_variables(text, variables=variables):
            careful.append(_pattern(text, variables=variables))
        elif text and not text.strip("*"):
            everything = True
        else:
            require_parts(text)
            whole.append(text)
            if not stays_within_parts(text):
                careful.append(_pattern(text, variables=variables))
    heads = tuple([text[:-1] for text in whole if _is_head(text)])
    return ResourceElement(everything, texts, tuple(careful), inverted, variables, any_test(whole, arn_test), heads)


def _is_head(text: str) -> bool:
    """Tell whether a pattern is a literal text through the fifth colon and beyond, and then anything."""
    head = text[:-1]
    return text.endswith("*") and not is_wild(head) and head.count(":") >= COLONS


def _pattern(text: Text, *, variables: bool) -> Template:
    pattern = read_arn_pattern(text, variables=variables)
    if without_variables(text, variables=variables):
        return pattern
    colons = 0
    for symbol in pattern.symbols:
        if isinstance(symbol, Variable) and colons < COLONS:
            message = f"{pattern.source!r} has a variable before its fifth colon"
            raise ValueError(message)
        colons += symbol == ":"
    return pattern


def _loose(pattern: Template) -> Template:
    """Return the pattern with wildcards that may cross colons."""
    if pattern.test is None:
        return pattern
    return read_template(pattern.text, variables=pattern.variables, wildcards=True)
