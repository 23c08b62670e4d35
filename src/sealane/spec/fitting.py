"""A document fitted into the models: the whole of it, or every mistake in it and what is left without them."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from sealane.spec.document import Spec
from sealane.spec.finding import Finding
from sealane.spec.mistakes import mistakes
from sealane.spec.places import Path

# Each round takes out every value that could not be read; a round may uncover what those values hid.
_ROUNDS = 20
_SERVICES: Path = ("services",)
_IMAGE: Path = ("image",)


def fit(raw: Any, broken: frozenset[Path]) -> tuple[Spec | None, list[Finding], set[Path]]:  # noqa: ANN401 - a document
    """Validate; where values cannot be read, report them and validate what is left, so that its problems show too."""
    found: list[Finding] = []
    out: set[Path] = set(broken)
    for _ in range(_ROUNDS):
        try:
            return Spec.model_validate(raw), found, out
        except ValidationError as error:
            for finding in mistakes(error):
                if finding.path not in out and not (finding.path == _SERVICES and _IMAGE in broken):
                    found.append(finding)
                out.add(finding.path)
                # Without services there is nothing to run, and yet the rest can be read.
                raw = {**raw, "services": {}} if finding.path == _SERVICES else _without(raw, finding.path)
    return None, found, out


def _without(raw: Any, path: Path) -> Any:  # noqa: ANN401 - a document
    """Return the document without the value at `path`, or without the block that lacks it."""
    if not path:
        return raw
    step, rest = path[0], path[1:]
    if isinstance(raw, dict) and step in raw:
        shorter = dict(raw)
        inner = _without(raw[step], rest) if rest else None
        if inner is None:
            del shorter[str(step)]
        else:
            shorter[str(step)] = inner
        return shorter
    if isinstance(raw, list) and isinstance(step, int) and step < len(raw):
        return (
            [*raw[:step], *raw[step + 1 :]] if not rest else [*raw[:step], _without(raw[step], rest), *raw[step + 1 :]]
        )
    return None
