"""What mutants are made of: real documents, and the healthy world and its wounds in the words of every source."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks.plans import plan_of
from sealane.world.world import World
from tests.worlds.healthy import healthy
from tests.worlds.mutants.mutation import Original, damaged, mutant, original
from tests.worlds.mutants.river import world_at, world_in
from tests.worlds.render.inexpressible import Inexpressible
from tests.worlds.sources import SOURCES
from tests.worlds.wounds import everything

CASES = Path(__file__).parents[2] / "cases"
_YAML_AS_TEXT = 0.5
Mutants = Callable[[random.Random], Callable[[], World]]
"""Makes the next mutant, and returns what reads it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """An input of a source, by name, and what makes mutants of it; `texts` tells of a mutant what was in it."""

    name: str
    source: str
    mutants: Mutants
    unchanged: Callable[[], World]


def document(name: str, source: str, text: bytes) -> Input:
    """Return a JSON document as an input."""
    of = original(text)

    def made(chance: random.Random) -> Callable[[], World]:
        changed = mutant(of, chance)
        return lambda: world_in(changed)

    return Input(name=name, source=source, mutants=made, unchanged=lambda: world_in(text))


def yaml_document(name: str, text: bytes) -> Input:
    """Return a YAML template as an input: half of its mutants are damaged texts, half changed documents."""
    loaded = json.dumps(yaml.load(text, Loader=_Tags)).encode()  # noqa: S506 - a loader of plain values
    of = original(loaded)

    def made(chance: random.Random) -> Callable[[], World]:
        changed = damaged(text, chance) if chance.random() < _YAML_AS_TEXT else mutant(of, chance)
        return lambda: world_in(changed)

    return Input(name=name, source="cloudformation", mutants=made, unchanged=lambda: world_in(text))


def capture(name: str, folder: Path, work: Path) -> Input:
    """Return a folder of answers as an input: files are changed, lost, emptied or given another's content."""
    texts = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.json"))}
    originals = {file: original(text) for file, text in texts.items()}
    shutil.copytree(folder, work, dirs_exist_ok=True)
    changed: set[str] = set()

    def made(chance: random.Random) -> Callable[[], World]:
        for file in changed:
            (work / file).write_bytes(texts[file])
        changed.clear()
        if chance.random() < 0.05:
            changed.update(chance.sample(sorted(texts), len(texts) // 2))
            _lose(work, changed)
        for file in chance.choices(sorted(texts), k=chance.choice((1, 1, 2))):
            changed.add(file)
            _change(work / file, originals[file], texts, chance)
        return lambda: world_at(work)

    return Input(name=name, source="capture", mutants=made, unchanged=lambda: world_at(folder))


def _lose(work: Path, files: set[str]) -> None:
    for file in files:
        (work / file).unlink(missing_ok=True)


def _change(path: Path, of: Original, texts: Mapping[str, bytes], chance: random.Random) -> None:
    match chance.randrange(12):
        case 0:
            path.unlink(missing_ok=True)
        case 1:
            path.write_bytes(b"")
        case 2:
            path.write_bytes(texts[chance.choice(sorted(texts))])
        case _:
            path.write_bytes(mutant(of, chance))


class _Tags(yaml.SafeLoader):
    """Reads the short forms of a template's functions as the long ones."""


def _tagged(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> object:
    inner: object
    if isinstance(node, yaml.ScalarNode):
        inner = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        inner = loader.construct_sequence(node, deep=True)
    else:
        assert isinstance(node, yaml.MappingNode)
        inner = loader.construct_mapping(node, deep=True)
    return {suffix if suffix in {"Ref", "Condition"} else f"Fn::{suffix}": inner}


_Tags.add_multi_constructor("!", _tagged)


def inputs(work: Path, *, every: int = 1) -> Iterator[Input]:
    """Yield every input; of the wounds every n-th for each source. Folders are made below `work`."""
    for path in sorted((CASES / "plan_reading").glob("*/*.json")):
        if path.name in {"plan.json", "state.json"}:
            yield document(f"{path.parent.name}/{path.name}", path.stem, path.read_bytes())
    for path in sorted((CASES / "cloudformation").glob("*/template.json")):
        yield document(f"{path.parent.name}/template.json", "cloudformation", path.read_bytes())
    for path in sorted((CASES / "cloudformation").glob("*/template.yaml")):
        yield yaml_document(f"{path.parent.name}/template.yaml", path.read_bytes())
    for path in sorted((CASES / "captures").glob("*/")):
        if any(path.glob("*.json")):
            yield capture(f"captures/{path.name}", path, work / path.name)
    yield document("benchmark", "plan", plan_of(1))
    yield from _rendered(work, every)


def _rendered(work: Path, every: int) -> Iterator[Input]:
    worlds = {"healthy": healthy(), **{name: one.broken for name, one in everything.WOUNDS.items()}}
    for source, how in SOURCES.items():
        for number, (name, world) in enumerate(worlds.items()):
            folder = work / f"{source}-{number}"
            if number % every:
                continue
            try:
                text = how.render(world, folder).document
            except Inexpressible:
                continue
            named = f"{source}: {name}"
            if source == "capture":
                yield capture(named, folder, work / f"mutant-{number}")
            else:
                yield document(named, source, text)
