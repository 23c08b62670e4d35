"""Under which heading an option stands in help: what it is about, and not which file declares it."""

from __future__ import annotations

from typing import Final

OWN: Final = "Options"
SPEC: Final = "The spec"
SOURCE: Final = "What is read"
AWS: Final = "The account"
ACCEPTED: Final = "What is accepted"
ANSWER: Final = "The answer"

ORDER: Final = (OWN, SPEC, SOURCE, AWS, ACCEPTED, ANSWER)
"""The headings, those that are a verb's own first."""

_GROUPS: Final = {
    SPEC: ("--file", "--image"),
    SOURCE: (
        "--live",
        "--cluster",
        "--service",
        "--save",
        "--config",
        "--var",
        "--var-file",
        "--account",
        "--subnet",
        "--security-group",
    ),
    AWS: ("--sandbox", "--profile", "--region", "--role-arn", "--endpoint-url"),
    ACCEPTED: ("--accept", "--because", "--acceptances", "--soft-fail"),
    ANSWER: ("--format", "--output", "--fix-diff"),
}
GROUP_OF: Final = {name: group for group, names in _GROUPS.items() for name in names}
"""The heading of an option by its longest name; every other one is the verb's own."""
