"""A spec file's text, read into a checked `Spec` or into every problem it has, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sealane.errors import InputError, Place, Problem
from sealane.records import dataclass, field, replace
from sealane.spec.checks import findings
from sealane.spec.finding import Finding
from sealane.spec.places import Path, Places
from sealane.spec.plain import read_plainly
from sealane.spec.shorthands import SERVICE_OF_A_SINGLE_IMAGE
from sealane.spec.simple_tree import simple_tree
from sealane.spec.text import decode
from sealane.spec.tree import Tree
from sealane.spec.typed import as_typed

if TYPE_CHECKING:
    from sealane.spec.document import Spec

__all__ = ["Loaded", "check", "decode", "load", "load_plainly", "warnings"]

_MANUAL = "https://yaml.org/spec/1.2.2/"


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
    """Read the text of a spec file into the models; `images` replaces images by service name, `""` the only service's.

    Raises:
        InputError: with every problem found, each placed in `file`.

    """
    return _load(text, file, images or {}, plainly=False)


def load_plainly(text: str, file: str, *, images: Mapping[str, str] | None = None) -> Loaded:
    """Read as `load` does, with the same answer; a spec that is right is made of plain parts and costs no Pydantic.

    Raises:
        InputError: with every problem found, each placed in `file`.

    """
    return _load(text, file, images or {}, plainly=True)


def _load(text: str, file: str, images: Mapping[str, str], *, plainly: bool) -> Loaded:
    tree = simple_tree(text) or _tree_of(text, file)
    raw = _with_images(_mapping(tree, file), images, file)
    places = Places(file=file, root=tree.root, marks=tree.marks, images=_overridden(raw, images))
    spec, found, broken = _fitted(as_typed(raw, tree.sources), tree.broken, plainly=plainly)
    if spec is not None:
        found += [finding for finding in findings(spec) if not _rests_on(finding, broken)]
    errors = [*tree.problems, *(_placed(finding, places) for finding in found if finding.severity == "error")]
    if errors or spec is None:
        raise InputError(*sorted(errors, key=_order))
    advice = tuple(_placed(finding, places) for finding in found if finding.severity == "warning")
    return Loaded(spec=spec, warnings=advice, places=places)


def _tree_of(text: str, file: str) -> Tree:
    """Read all of YAML, with PyYAML."""
    from sealane.spec.document_tree import tree_of

    return tree_of(text, file)


def _fitted(
    raw: Any,  # noqa: ANN401 - a document
    broken: frozenset[Path],
    *,
    plainly: bool,
) -> tuple[Spec | None, list[Finding], set[Path]]:
    """Read the document plainly where that will do, and into the models where they are wanted or must judge."""
    plain = read_plainly(raw) if plainly else None
    if plain is not None:
        return plain, [], set(broken)
    from sealane.spec.fitting import fit

    return fit(raw, broken)


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
