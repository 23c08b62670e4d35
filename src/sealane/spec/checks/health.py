"""The container's health check."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.grammar import limits
from sealane.spec.finding import Finding, Rule
from sealane.spec.nearest import suggestion
from sealane.spec.places import Path

if TYPE_CHECKING:
    from sealane.spec.container import HealthCheck
    from sealane.spec.document import Spec

_LINK = limits.HEALTH_CHECK["interval"].link
_RANGE = Rule(code="health-check-out-of-range", link=_LINK)
_COMMAND = Rule(code="health-check-command-invalid", link=_LINK)
_FORMS = ("CMD", "CMD-SHELL")
_SHELL_ITEMS = 2


def health_of_the_services(spec: Spec) -> Iterator[Finding]:
    """Check every health check."""
    for name, service in spec.services.items():
        if service.health_check is not None:
            yield from _one(service.health_check, ("services", name, "health_check"))


def _one(check: HealthCheck, path: Path) -> Iterator[Finding]:
    for field, allowed in limits.HEALTH_CHECK.items():
        value = getattr(check, field)
        if not allowed.holds(value):
            what = f"the health check's `{field}` cannot be {value}"
            facts = (("allowed", str(allowed)),)
            better = min(max(value, allowed.least), allowed.most)
            yield _RANGE.broken((*path, field), what, f"`{field}: {better}`", facts=facts)
    yield from _command(check.command, (*path, "command"))


def _command(command: tuple[str, ...], path: Path) -> Iterator[Finding]:
    first = command[0] if command else ""
    if first not in _FORMS:
        near = suggestion(first, _FORMS) if first else ""
        what = f"the health check's command begins with {first!r} instead of `CMD` or `CMD-SHELL`{near}"
        hint = "write a text for the shell, or `[CMD, program, argument]`"
        yield _COMMAND.broken(path, what, hint)
    elif len(command) == 1:
        yield _COMMAND.broken(path, f"the health check's command has nothing after `{first}`", "name a program")
    elif first == "CMD-SHELL" and len(command) > _SHELL_ITEMS:
        hint = f"join them into one text: `{' '.join(command[1:])}`"
        yield _COMMAND.broken(path, "`CMD-SHELL` takes one text for the shell", hint)
    if any("\0" in word for word in command):
        yield Rule(code="text-with-nul", link=_LINK).broken(path, "the text holds the character U+0000", "remove it")
