"""What a message says, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.report.diagnosis.reasons import failure_words
from sealane.report.paragraph import field
from sealane.verdicts.observation import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sealane.diagnosis.symptoms.symptom import Symptom
    from sealane.report.style import Style

_LABEL: Final = 7
_LONG: Final = 320


def message_lines(symptom: Symptom, style: Style) -> Iterator[str]:
    """Yield the message, shortened in its middle when it is long, and what was understood of it."""
    yield field("message", _shortened(symptom.text), style, _LABEL)
    for name, text in _parts(symptom):
        if text:
            yield field(name, text, style, _LABEL)
    if symptom.cut:
        yield field("cut", "the end, which tells most, is missing", style, _LABEL)


def _parts(symptom: Symptom) -> Iterator[tuple[str, str]]:
    named = symptom.named
    if symptom.family is None:
        yield "code", ", ".join(filter(None, (symptom.stop_code, symptom.error)))
    if symptom.failure not in {None, Failure.OTHER}:
        answered = f": {symptom.error_code}" if symptom.error_code else ""
        yield "failed", failure_words(symptom.failure) + answered
    yield "host", symptom.host + _address(symptom)
    yield "server", f"{symptom.name_server} was asked for the name" if symptom.name_server else ""
    yield "image", named.image
    yield "secret", named.secret or named.parameter
    yield "role", named.role or named.principal
    yield "asked", f"{named.action} on {named.resource or 'what the message does not name'}" if named.action else ""
    yield "policy", str(named.layer or "")
    yield "request", symptom.request_id


def _address(symptom: Symptom) -> str:
    if not symptom.address:
        return ""
    port = f", port {symptom.port}" if symptom.port else ""
    return f" at {symptom.address} ({symptom.place}){port}" if symptom.host else f"{symptom.address} ({symptom.place})"


def _shortened(text: str) -> str:
    if len(text) <= _LONG:
        return text
    half = _LONG // 2
    return f"{text[:half].rpartition(' ')[0]} … {text[-half:].partition(' ')[2]}"
