"""Module instances: which module of the configuration each is, who calls it, and what its blocks are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from sealane.grammar.patterns import pattern
from sealane.readers.plan.document import ConfigResource, Module, ModuleCall, Variable, decode_module
from sealane.records import dataclass, field

_CALL: Final = pattern(r'module\.([^.\[\]]+)(?:\[(?:(\d+)|"((?:[^"\\]|\\.)*)")\])?(?:\.|$)')


@dataclass(frozen=True, slots=True)
class Scope:
    """A module instance.

    Attributes:
        address: `module.net["a"].module.core`, empty for the root.
        module: what it is made of.
        blocks: its resource blocks by their address within the module.
        parent: the instance that calls it.
        call: the `module` block that does.
        index: its `count` index or `for_each` key.

    """

    address: str
    module: Module
    blocks: Mapping[str, ConfigResource]
    parent: Scope | None = None
    call: ModuleCall | None = None
    index: int | str | None = None


@dataclass(slots=True)
class Scopes:
    """Every module instance of a plan, found when it is asked for."""

    root: Module
    variables: Mapping[str, Variable]
    name: str
    _found: dict[str, Scope | None] = field(default_factory=dict)
    _modules: dict[bytes, tuple[Module, Mapping[str, ConfigResource]]] = field(default_factory=dict)

    def at(self, address: str) -> Scope | None:
        """Return a module instance by its address; `None` when the configuration has no such module."""
        found = self._found.get(address)
        if found is None and address not in self._found:
            found = self._found[address] = self._make(address)
        return found

    def _make(self, address: str) -> Scope | None:
        scope: Scope | None = Scope("", self.root, _blocks(self.root))
        if not address:
            return scope
        place = 0
        while scope is not None and place < len(address):
            match = _CALL.match(address, place)
            if match is None:
                return None
            scope = self._child(scope, match, address[: match.end()].rstrip("."))
            place = match.end()
        return scope

    def _child(self, parent: Scope, match: re.Match[str], address: str) -> Scope | None:
        known = self._found.get(address)
        if known is not None:
            return known
        call = parent.module.module_calls.get(match[1])
        if call is None:
            return None
        module, blocks = self._module(call)
        index = int(match[2]) if match[2] else match[3]
        scope = Scope(address, module, blocks, parent, call, index)
        self._found[address] = scope
        return scope

    def _module(self, call: ModuleCall) -> tuple[Module, Mapping[str, ConfigResource]]:
        """Decode a module once, however many calls repeat it."""
        text = bytes(call.module)
        if text not in self._modules:
            module = decode_module(call.module, self.name)
            self._modules[text] = module, _blocks(module)
        return self._modules[text]


def _blocks(module: Module) -> Mapping[str, ConfigResource]:
    return {resource.address: resource for resource in module.resources}
