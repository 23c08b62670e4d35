"""Worlds as a Terraform directory: one module for each, with references between resources in every text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sealane.world.world import World
from tests.worlds.render.inexpressible import Inexpressible
from tests.worlds.render.rendered import Rendered
from tests.worlds.render.resolving import is_blocks
from tests.worlds.render.terraform.block import Attribute, Block, Json, Ref
from tests.worlds.render.terraform.blocks import blocks_of

_ROOT = """\
provider "aws" {
  region = "us-east-1"
}
"""
_CALLER = 'data "aws_caller_identity" "current" {}\n'
# What an account has once, which the module's name makes its own.
_ONCE = re.compile(
    r"app-execution|app-task|/ecs/app|app-settings|demo/app|app/mode|(?<=name = \")db(?=\")|(?<=secret:)db(?=-)"
)
_ACCOUNT, _ACCOUNT_ID = "111122223333", "data.aws_caller_identity.current.account_id"


def directory_of(worlds: Mapping[str, World], folder: Path) -> Mapping[str, Rendered]:
    """Write a module for each world, by name, and a root module that calls them all.

    Raises:
        Inexpressible: when a directory without a second provider has no words for a part of a world.

    """
    calls = [_ROOT]
    found = {}
    for name, world in worlds.items():
        rendered = _module(world, folder / name)
        calls.append(f'module "{name}" {{\n  source = "./{name}"\n}}\n')
        found[name] = Rendered(
            document=b"",
            keys={key: f"module.{name}.{address}" for key, address in rendered.keys.items()},
            origins={key: f"module.{name}.{address}" for key, address in rendered.origins.items()},
        )
    (folder / "main.tf").write_text("\n".join(calls))
    return found


def _module(world: World, folder: Path) -> Rendered:
    blocks = blocks_of(world)
    if any(block.place for block in blocks.found):
        reason = "a second provider"
        raise Inexpressible(reason)
    writer = _Writer(blocks.by_key, _arns(blocks.found))
    folder.mkdir(parents=True)
    written = [_CALLER, *(writer.block(block) for block in blocks.found)]
    text = _ONCE.sub(lambda match: f"{match[0]}-{folder.name}", "\n".join(written))
    (folder / "main.tf").write_text(text)
    return Rendered(document=b"", keys=blocks.keys, origins=blocks.origins)


def _arns(blocks: tuple[Block, ...]) -> Mapping[str, str]:
    """Return what stands for the ARN of each resource in a text."""
    return {str(block.minted["arn"]): f"{block.address}.arn" for block in blocks if block.key and "arn" in block.minted}


@dataclass(frozen=True, slots=True)
class _Writer:
    """What writes resources as HCL."""

    by_key: Mapping[str, Block]
    arns: Mapping[str, str]

    def block(self, block: Block) -> str:
        """Return a resource or data source."""
        head = f'{"data" if block.data else "resource"} "{block.type}" "{block.name}"'
        return f"{head} {{\n{self._body(block.values, '  ')}}}\n"

    def _body(self, values: Mapping[str, Attribute], indent: str) -> str:
        return "".join(line for name, value in values.items() for line in self._lines(name, value, indent))

    def _lines(self, name: str, value: Attribute, indent: str) -> Iterator[str]:
        if is_blocks(value):
            assert isinstance(value, list)
            for one in value:
                yield f"{indent}{name} {{\n{self._body(one, indent + '  ')}{indent}}}\n"
        else:
            yield f"{indent}{name} = {self._value(value)}\n"

    def _value(self, value: Attribute) -> str:
        if isinstance(value, Ref):
            return self._referred(value)
        if isinstance(value, Json):
            return f"jsonencode({self._value(json.loads(value.text))})"
        if isinstance(value, list):
            return f"[{', '.join(map(self._value, value))}]"
        if isinstance(value, dict):
            return "{" + ", ".join(f"{json.dumps(name)} = {self._value(one)}" for name, one in value.items()) + "}"
        return self._text(value) if isinstance(value, str) else json.dumps(value)

    def _referred(self, ref: Ref) -> str:
        block = self.by_key.get(ref.key)
        return json.dumps(ref.key) if block is None else f"{block.address}.{ref.attribute}"

    def _text(self, text: str) -> str:
        """Return a text in which ARNs of resources and the caller's account are references."""
        ordered = sorted(self.arns, key=len, reverse=True)
        named = rf"(?:{'|'.join(map(re.escape, ordered))})(?=[/:]|$)|{_ACCOUNT}"
        written, place = "", 0
        for match in re.finditer(named, text):
            reference = self.arns.get(match[0], _ACCOUNT_ID)
            written += f"{_escaped(text[place : match.start()])}${{{reference}}}"
            place = match.end()
        return f'"{written}{_escaped(text[place:])}"'


def _escaped(text: str) -> str:
    return json.dumps(text)[1:-1].replace("${", "$${").replace("%{", "%%{")
