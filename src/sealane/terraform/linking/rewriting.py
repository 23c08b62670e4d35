"""The text of a module as Terraform gets it for linking: nothing that needs an account, a state or another program.

Line breaks stay where they are, so that a place Terraform names is a place in the user's file; where a line has to be
added, it is written down.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from sealane.terraform.configuration.blocks import Block
from sealane.terraform.configuration.module import File, Module

PENDING: Final = "terraform_data.sealane_pending"
"""A resource that does not exist yet; a data source that depends on it is not read."""

_KEPT_OF_PROVIDER: Final = ("alias", "region")
# Adopting what exists, and checks that look at what does not.
_LEFT_OUT: Final = frozenset({"import", "check"})
_STATE: Final = frozenset({"backend", "cloud"})
_WORKSPACE: Final = re.compile(r"(?<![\w.-])terraform\.workspace\b")
_CONDITIONS: Final = frozenset({"precondition", "postcondition", "validation"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """A file's new text, and after which lines of the user's one was added."""

    text: str
    added_after: tuple[int, ...] = ()

    def line(self, line: int) -> int:
        """Return the user's line for one of the new text."""
        for count, after in enumerate(self.added_after):
            if line <= after + count:
                return line - count
        return max(line - len(self.added_after), 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What is done to a module.

    `pending` tells which data sources are not read. With `invented` values there are no pre- and postconditions, which
    are right only about what is known, and every other data source is read, although Terraform would have one wait that
    names a resource not made yet. `workspace` is what `terraform.workspace` says, which a test cannot choose.
    """

    pending: Callable[[Module, Block], bool]
    invented: bool
    workspace: str = "default"


_Edit = tuple[int, int, str]


def rewrite(file: File, module: Module, rules: Rules) -> Rewritten:
    """Return a file of a module as it is linked."""
    if file.is_json:
        return _rewritten_json(file, module, rules)
    rewritten = _rewritten(file, module, rules)
    return replace(rewritten, text=_WORKSPACE.sub(lambda _: json.dumps(rules.workspace), rewritten.text))


def _rewritten(file: File, module: Module, rules: Rules) -> Rewritten:
    text = file.text
    edits = sorted(edit for block in file.blocks for edit in _edits(text, block, module, rules))
    parts: list[str] = []
    added: list[int] = []
    place = 0
    for start, end, instead in edits:
        parts += [text[place:start], instead]
        added += [text.count("\n", 0, start) + 1] * (instead.count("\n") - text.count("\n", start, end))
        place = end
    return Rewritten(text="".join([*parts, text[place:]]), added_after=tuple(added))


def _edits(text: str, block: Block, module: Module, rules: Rules) -> Iterator[_Edit]:
    if block.type in _LEFT_OUT:
        yield _blank(text, block.start, block.end)
    elif block.type == "terraform":
        yield from (_blank(text, inner.start, inner.end) for inner in block.blocks if inner.type in _STATE)
    elif block.type == "provider":
        yield from _bare_provider(text, block)
    else:
        pending = block.type == "data" and rules.pending(module, block)
        if pending:
            yield from _waiting(text, block)
        if rules.invented:
            around = (block, *block.of_type("lifecycle"))
            found = (inner for one in around for inner in one.blocks if inner.type in _CONDITIONS)
            yield from (_blank(text, inner.start, inner.end) for inner in found)
            if block.type in {"data", "module"} and not pending:
                yield from _hurried(text, block, module)


def aliases_of_resources(module: Module) -> str:
    """Return local values, each of which is a resource of the module under another name."""
    named = {(kind, name) for block in module.blocks("resource") for kind, name in [block.labels]}
    lines = "".join(f"  {_local(kind, name)} = {kind}.{name}\n" for kind, name in sorted(named))
    return f"locals {{\n{lines}}}\n" if lines else ""


def _hurried(text: str, block: Block, module: Module) -> Iterator[_Edit]:
    """Let a data source be read before the resources it names are made, whose values are invented anyhow.

    https://developer.hashicorp.com/terraform/language/data-sources#dependencies
    """
    waits = block.arguments.get("depends_on")
    if waits:
        yield _blank(text, waits.name, waits.end)
    if block.type == "data":
        for match in _resources(module).finditer(text, block.inside, block.end):
            if not (waits and waits.name <= match.start() < waits.end):
                yield match.start(), match.end(), _alias(match[1], match[2])


def _resources(module: Module) -> re.Pattern[str]:
    """Return what finds the resources of a module by their names, within texts too."""
    named = sorted({block.labels for block in module.blocks("resource")})
    names = "|".join(rf"{re.escape(kind)}\.{re.escape(name)}" for kind, name in named)
    return re.compile(rf"(?<![\w.-])(?=(?:{names or '$.'})(?![\w-]))([\w-]+)\.([\w-]+)")


def _alias(kind: str, name: str) -> str:
    return f"local.{_local(kind, name)}"


def _local(kind: str, name: str) -> str:
    return f"sealane__{kind}__{name}"


def _bare_provider(text: str, block: Block) -> Iterator[_Edit]:
    """Leave a provider its Region and its alias: who one is and where the calls go is not for a copy."""
    kept = [block.arguments[name] for name in _KEPT_OF_PROVIDER if name in block.arguments]
    place = block.inside
    for argument in sorted(kept, key=lambda one: one.name):
        yield _blank(text, place, argument.name)
        place = argument.end
    yield _blank(text, place, block.end - 1)


def _waiting(text: str, block: Block) -> Iterator[_Edit]:
    """Make a data source wait for a resource that does not exist, which leaves its values unknown."""
    said = block.arguments.get("depends_on")
    if said and said.text.startswith("["):
        yield said.start, said.start + 1, f"[{PENDING}, "
        return
    rest = text[block.inside :].lstrip(" \t\r")
    after = "" if rest.startswith(("\n", "#", "//")) else "\n"
    yield block.inside, block.inside, f"\n  depends_on = [{PENDING}]{after}"
    if "\n" not in text[block.inside : block.end]:
        # A block on one line has one argument only.
        yield block.end - 1, block.end - 1, "\n"


def _blank(text: str, start: int, end: int) -> _Edit:
    return start, end, "".join("\n" if sign == "\n" else " " for sign in text[start:end])


def _rewritten_json(file: File, module: Module, rules: Rules) -> Rewritten:
    """Rewrite by value; a file that Terraform cannot read either stays as it is."""
    try:
        workspace = json.dumps(json.dumps(rules.workspace))[1:-1]
        document = json.loads(_WORKSPACE.sub(lambda _: workspace, file.text.removeprefix("\ufeff")))
        for left_out in _LEFT_OUT:
            document.pop(left_out, None)
        for terraform in _all(document.get("terraform")):
            for state in _STATE:
                terraform.pop(state, None)
        for providers in _all(document.get("provider")):
            for name, blocks in list(providers.items()):
                bare = [{key: one[key] for key in _KEPT_OF_PROVIDER if key in one} for one in _all(blocks)]
                providers[name] = bare
        for block in file.blocks:
            if block.type == "data" and rules.pending(module, block):
                _wait_json(document, block)
        if rules.invented:
            document = _hurried_json(_without_conditions(document), module)
    except (ValueError, AttributeError, TypeError, KeyError, RecursionError):
        return Rewritten(text=file.text)
    return Rewritten(text=json.dumps(document))


def _wait_json(document: dict[str, Any], block: Block) -> None:
    kind, name = block.labels
    for types in _all(document["data"]):
        for names in _all(types.get(kind)):
            for body in _all(names.get(name)):
                body["depends_on"] = [PENDING, *body.get("depends_on", [])]


def _hurried_json(document: Any, module: Module) -> Any:  # noqa: ANN401 - a JSON value
    pattern = _resources(module)
    for variables in _all(document.get("variable")):
        for body in (one for bodies in variables.values() for one in _all(bodies)):
            body.pop("validation", None)
    for blocks in _all(document.get("module")):
        for bodies in blocks.values():
            for body in _all(bodies):
                body.pop("depends_on", None)
    for types in _all(document.get("data")):
        for kind, names in types.items():
            text = json.dumps({**names})
            if PENDING not in text:
                types[kind] = json.loads(pattern.sub(lambda match: _alias(match[1], match[2]), text))
    return document


def _without_conditions(value: object) -> object:
    """Leave out the conditions of resources and outputs, wherever they stand."""
    if isinstance(value, dict):
        return {
            key: {name: one for name, one in inner.items() if name not in _CONDITIONS}
            if key == "lifecycle" and isinstance(inner, dict)
            else _without_conditions(inner)
            for key, inner in value.items()
        }
    return [_without_conditions(one) for one in value] if isinstance(value, list) else value


def _all(value: object) -> list[dict[str, Any]]:
    """Return the blocks of a value: one that is written alone, or several in a list."""
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, dict)]
