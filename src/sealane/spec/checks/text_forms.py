"""Text in a form of Unicode that Terraform does not keep."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.spec.finding import Finding, Rule
from sealane.spec.places import Path

if TYPE_CHECKING:
    from sealane.spec.document import Spec

_FORM = Rule(
    code="text-will-be-normalised",
    link="https://developer.hashicorp.com/terraform/language/expressions/strings",
    severity="warning",
)


def text_forms_of_the_services(spec: Spec) -> Iterator[Finding]:
    """Warn of text that reaches the container in other bytes than were typed: Terraform normalises to form NFC."""
    for name, service in spec.services.items():
        path: Path = ("services", name)
        texts = [((*path, "environment", key), value) for key, value in service.environment.items()]
        texts += [((*path, "command", position), word) for position, word in enumerate(service.command)]
        for place, text in texts:
            if not text.isascii() and not _is_composed(text):
                what = "Terraform writes this text in Unicode form NFC, so the container gets other bytes"
                yield _FORM.broken(place, what, "type it in form NFC, or put it into a secret or an environment file")


def _is_composed(text: str) -> bool:
    import unicodedata

    return unicodedata.is_normalized("NFC", text)
