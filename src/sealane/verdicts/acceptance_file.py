"""The text of a file of acceptances, read into values or into every problem it has, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sealane.errors import InputError, Problem
from sealane.records import dataclass, field
from sealane.spec.document_tree import tree_of
from sealane.spec.nearest import listed, suggestion
from sealane.spec.places import Path, Places, dotted
from sealane.verdicts.acceptance import Acceptance
from sealane.verdicts.cause import Cause

_TOP = ("version", "accept")
_ENTRY = ("cause", "origin", "because", "until")
_EXAMPLE = '`- {cause: internet-by-nat, origin: "aws_nat_gateway.*", because: "…", until: 2026-12-31}`'


def acceptances_in(text: str, file: str) -> tuple[Acceptance, ...]:
    """Read the text of a file of acceptances.

    Raises:
        InputError: with every problem found, each placed in `file`.

    """
    tree = tree_of(text, file)
    reading = _Reading(places=Places(file=file, root=tree.root, marks=tree.marks), problems=list(tree.problems))
    read = tuple(reading.document(tree.root))
    if reading.problems:
        raise InputError(*sorted(reading.problems, key=_order))
    return read


def accepted_cause(code: str) -> Cause:
    """Return the cause of a code that was typed.

    Raises:
        InputError: when there is none of that name; the nearest is named.

    """
    try:
        return Cause(code)
    except ValueError:
        raise InputError(_no_such_cause(code)) from None


@dataclass(slots=True)
class _Reading:
    """Goes through one document and collects what is wrong with it."""

    places: Places
    problems: list[Problem] = field(default_factory=list)

    def document(self, root: object) -> Iterator[Acceptance]:
        if root is None:
            return
        if not isinstance(root, dict):
            self._wrong((), "acceptance-not-a-mapping", "the file holds no keys, only a value", f"`accept:` {_EXAMPLE}")
            return
        self._keys((), root, _TOP)
        if root.get("version", 1) != 1:
            what = f"version `{root['version']}` of this file is not known"
            self._wrong(("version",), "acceptance-version", what, "`version: 1`")
        entries = root.get("accept", [])
        if not isinstance(entries, list):
            self._wrong(("accept",), "acceptance-wrong-type", "`accept` is not a list", _EXAMPLE)
            return
        for number, entry in enumerate(entries):
            yield from self._entry(("accept", number), entry)

    def _entry(self, path: Path, entry: Any) -> Iterator[Acceptance]:  # noqa: ANN401 - whatever was written
        if not isinstance(entry, dict):
            self._wrong(path, "acceptance-wrong-type", "an entry of `accept` is a mapping", _EXAMPLE)
            return
        before = len(self.problems)
        self._keys(path, entry, _ENTRY)
        cause, until = self._cause(path, entry), self._until(path, entry)
        because = self._text(path, entry, "because", "say why this is accepted, for whoever reads the answer")
        origin = self._text(path, entry, "origin", 'name an origin, as in `origin: "aws_nat_gateway.*"`', needed=False)
        if cause is not None and len(self.problems) == before:
            place = self.places.of(path)
            yield Acceptance(cause=cause, because=because, origin=origin or "*", until=until, place=place)

    def _cause(self, path: Path, entry: dict[str, Any]) -> Cause | None:
        code = self._text(path, entry, "cause", "`sealane explain` lists all causes")
        if not code:
            return None
        try:
            return Cause(code)
        except ValueError:
            self.problems.append(_no_such_cause(code).at(self.places.of((*path, "cause"))))
            return None

    def _until(self, path: Path, entry: dict[str, Any]) -> date | None:
        if "until" not in entry:
            return None
        try:
            return date.fromisoformat(entry["until"])
        except (TypeError, ValueError):
            what = f"`until` is not a date: `{entry['until']}`"
            self._wrong((*path, "until"), "acceptance-no-date", what, "`until: 2026-12-31`")
            return None

    def _text(self, path: Path, entry: dict[str, Any], key: str, hint: str, *, needed: bool = True) -> str:
        if key not in entry:
            if needed:
                self._wrong(path, "acceptance-incomplete", f"this entry has no `{key}`", hint)
            return ""
        value = entry[key]
        if not isinstance(value, str) or not value.strip():
            self._wrong((*path, key), "acceptance-wrong-type", f"`{key}` is not a text", hint)
            return ""
        return value

    def _keys(self, path: Path, mapping: dict[str, Any], known: tuple[str, ...]) -> None:
        for key in mapping:
            if key not in known:
                what = f"unknown key `{key}`{suggestion(key, known)}"
                place = self.places.of((*path, key), key=True)
                facts = (("allowed", listed(known)),)
                self.problems.append(Problem(code="acceptance-unknown-key", what=what, facts=facts, place=place))

    def _wrong(self, path: Path, code: str, what: str, hint: str) -> None:
        facts = (("at", dotted(path)),) if path else ()
        self.problems.append(Problem(code=code, what=what, facts=facts, hint=hint, place=self.places.of(path)))


def _no_such_cause(code: str) -> Problem:
    what = f"no cause is called `{code}`{suggestion(code, Cause)}"
    return Problem(code="unknown-cause", what=what, hint="`sealane explain` lists all causes")


def _order(problem: Problem) -> tuple[int, int]:
    return (problem.place.line, problem.place.column) if problem.place else (0, 0)
