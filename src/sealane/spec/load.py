"""A spec file's text, read into a checked `Spec` or into every problem it has, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from sealane.errors import InputError, Place, Problem
from sealane.spec.checks import findings
from sealane.spec.document import Spec
from sealane.spec.document_tree import Tree, tree_of
from sealane.spec.finding import Finding
from sealane.spec.mistakes import mistakes
from sealane.spec.places import Path, Places
from sealane.spec.shorthands import SERVICE_OF_A_SINGLE_IMAGE
from sealane.spec.text import decode
from sealane.spec.typed import as_typed

__all__ = ["Loaded", "check", "decode", "load", "warnings"]

_MANUAL = "https://yaml.org/spec/1.2.2/"
# Each round takes out every value that could not be read; a round may uncover what those values hid.
_ROUNDS = 20
_SERVICES: Path = ("services",)
_IMAGE: Path = ("image",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A spec with what is worth knowing about it.

    Attributes:
        spec: what the file asks for, checked.
        warnings: problems that stop nothing, placed.
        places: finds the place of any value, for problems that only show later.

    """

    spec: Spec
    warnings: tuple[Problem, ...] = ()
    places: Places = field(default_factory=lambda: Places(file="spec"))


def load(text: str, file: str, *, images: Mapping[str, str] | None = None) -> Loaded:
    """Read the text of a spec file; `images` replaces images by service name, `""` meaning the only service.

    Raises:
        InputError: with every problem found, each placed in `file`.

    """
    tree = tree_of(text, file)
    raw = _with_images(_mapping(tree, file), images or {}, file)
    places = Places(file=file, root=tree.root, marks=tree.marks, images=_overridden(raw, images or {}))
    spec, found, broken = _fit(as_typed(raw, tree.sources), tree.broken)
    if spec is not None:
        found += [finding for finding in findings(spec) if not _rests_on(finding, broken)]
    errors = [*tree.problems, *(_placed(finding, places) for finding in found if finding.severity == "error")]
    if errors or spec is None:
        raise InputError(*sorted(errors, key=_order))
    advice = tuple(_placed(finding, places) for finding in found if finding.severity == "warning")
    return Loaded(spec=spec, warnings=advice, places=places)


def check(spec: Spec) -> tuple[Problem, ...]:
    """Return what is wrong with a spec built in Python: the same checks as for a file, without places."""
    return tuple(finding.problem for finding in findings(spec) if finding.severity == "error")


def warnings(spec: Spec) -> tuple[Problem, ...]:
    """Return what is worth knowing about a spec built in Python, as `Loaded.warnings` for a file."""
    return tuple(finding.problem for finding in findings(spec) if finding.severity == "warning")


def _mapping(tree: Tree, file: str) -> dict[str, Any]:
    if isinstance(tree.root, dict):
        return tree.root
    if tree.root is None:
        what, code = "the file is empty", "spec-empty"
    else:
        what, code = "the file holds no keys, only a value", "spec-not-a-mapping"
    hint = "write `image: <repository>:<tag>`, or start from `sealane init --image <repository>:<tag>`"
    raise InputError(Problem(code=code, what=what, hint=hint, link=_MANUAL, place=Place(file=file, line=1, column=1)))


def _with_images(raw: dict[str, Any], images: Mapping[str, str], file: str) -> dict[str, Any]:
    if not images:
        return raw
    services = raw.get("services")
    if not isinstance(services, dict):
        services = {SERVICE_OF_A_SINGLE_IMAGE: {"image": raw.get("image", "")}}
    changed = dict(services)
    for name, image in images.items():
        service = name or (next(iter(services)) if len(services) == 1 else "")
        if service not in services:
            raise InputError(_no_such_service(name, tuple(services), image).at(Place(file=file)))
        rest = services[service] if isinstance(services[service], dict) else {}
        changed[service] = {**rest, "image": image}
    return {**{key: value for key, value in raw.items() if key != "image"}, "services": changed}


def _no_such_service(name: str, known: tuple[str, ...], image: str) -> Problem:
    if name:
        what = f"`--image` names the service `{name}`, which the spec does not have"
    else:
        what = "`--image` does not say which service it is for, and the spec has several"
    first = known[0] if known else SERVICE_OF_A_SINGLE_IMAGE
    facts = (("services", ", ".join(known)),)
    return Problem(code="image-for-no-service", what=what, facts=facts, hint=f"`--image {first}={image}`")


def _overridden(raw: dict[str, Any], images: Mapping[str, str]) -> frozenset[str]:
    services = raw.get("services")
    only = next(iter(services)) if isinstance(services, dict) and services else ""
    return frozenset(name or only for name in images)


def _fit(raw: Any, broken: frozenset[Path]) -> tuple[Spec | None, list[Finding], set[Path]]:  # noqa: ANN401 - a document
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


def _rests_on(finding: Finding, broken: set[Path]) -> bool:
    """Tell whether the finding rests on a value that could not be read: it would be an echo."""
    return any(_related(path, other) for path in (finding.path, *finding.also) for other in broken)


def _related(path: Path, other: Path) -> bool:
    shared = min(len(path), len(other))
    return path[:shared] == other[:shared]


def _placed(finding: Finding, places: Places) -> Problem:
    return replace(finding.problem, place=places.of(finding.path, key=finding.on_key))


def _order(problem: Problem) -> tuple[int, int]:
    return (problem.place.line, problem.place.column) if problem.place else (0, 0)
