"""Where an unknown value of a plan comes from: its references, followed through modules, variables and outputs.

Only what the document proves is told. Functions, conditions and indices are not in it, so a name that may stand for one
of them, a local value among them, makes the whole value untold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from sealane.readers.plan.literals import ids_in
from sealane.readers.plan.references import Step, Traversal, traversals
from sealane.readers.plan.resource import Linked, Part, Resource, Target
from sealane.readers.plan.scopes import Scope, Scopes
from sealane.records import dataclass, field
from sealane.world.text import Text
from sealane.world.values import Unknown

_DEEPEST: Final = 40
_PAIR: Final = 2

Instances = Mapping[tuple[str, str], Sequence[Resource]]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an expression stands: the module instance, and what made several of the block around it."""

    scope: Scope
    index: int | str | None
    for_each: object
    depth: int


@dataclass(frozen=True, slots=True)
class _Read:
    """An expression with its references as names; `block` and `attribute` where it is no more than `block.attribute`.

    No block has an empty name.
    """

    expression: object
    traversals: tuple[Traversal, ...] | None
    block: str
    attribute: str


_NO_INSTANCE: Final = Linked(())


class _Untold(Exception):
    """Why a value cannot be told; the reason continues the attribute's name."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(slots=True)
class PlanLinks:
    """The links of a plan."""

    scopes: Scopes
    instances: Instances
    taken_whole: dict[str, None] = field(default_factory=dict)
    _outputs: dict[tuple[str, tuple[Step, ...]], Linked | _Untold] = field(default_factory=dict)
    _read: dict[int, _Read] = field(default_factory=dict)

    def linked(self, part: Part, name: str) -> Linked | Unknown:
        """Return what an attribute is made of, or why that cannot be told."""
        home = part.home
        expression = part.expressions.get(name)
        found = self._plain(home.module, expression)
        if found is not None:
            return found
        scope = self.scopes.at(home.module)
        if scope is None or expression is None:
            return part.why(name)
        block = scope.blocks.get(home.block)
        for_each = block.for_each_expression if block else None
        try:
            return self._expression(expression, _Place(scope, home.index, for_each, 0), ())
        except _Untold as untold:
            return Unknown(f"{part.address}: {part.path}{name} {untold.reason}")

    def text(self, part: Part, name: str) -> Text | Unknown:
        """Return why the parts of a text cannot be told: a plan has no source text of expressions."""
        return part.why(name)

    def _plain(self, module: str, expression: object) -> Linked | None:
        """Follow what most expressions are, `aws_vpc.main.id` of a block with one instance, without taking it apart."""
        if not isinstance(expression, dict):
            return None
        read = self._read.get(id(expression)) or self._reading(expression)
        instances = self.instances.get((module, read.block))
        if instances is None or len(instances) > 1 or instances[0].home.index is not None:
            return None
        return Linked((Target(instances[0], read.attribute),))

    def _reading(self, expression: dict[str, object]) -> _Read:
        """Read the references of an expression once; all instances of a module have the same one."""
        references = expression.get("references")
        plain = _plain_pair(references)
        block, attribute = plain or ("", "")
        # What is read holds the expression, so that no other one can come to stand in its place in memory.
        read = self._read[id(expression)] = _Read(expression, traversals(references), block, attribute)
        return read

    def _expression(self, expression: object, place: _Place, rest: tuple[Step, ...]) -> Linked:
        """Follow an expression, of which the steps in `rest` are taken."""
        if place.depth > _DEEPEST:
            msg = "comes from too many modules to follow"
            raise _Untold(msg)
        if not isinstance(expression, dict):
            msg = "is made of blocks whose expressions are not followed"
            raise _Untold(msg)
        found = (self._read.get(id(expression)) or self._reading(expression)).traversals
        if found is None:
            msg = "has references that cannot be read"
            raise _Untold(msg)
        if len(found) == 1:
            return self._traversal(found[0], place, rest)
        if rest:
            msg = f"takes a part of what is made of {_named(found)}"
            raise _Untold(msg)
        return self._several(found, place)

    def _several(self, found: tuple[Traversal, ...], place: _Place) -> Linked:
        counted = [one for one in found if one.root in {"count", "each"} and one.name in {"index", "key"}]
        if counted and len(found) == len(counted) + 1:
            other = next(one for one in found if one not in counted)
            return self._indexed(other, place)
        parts = [self._traversal(one, place, ()) for one in found if one not in counted]
        targets = tuple(dict.fromkeys(target for part in parts for target in part.targets))
        literals = tuple(dict.fromkeys(text for part in parts for text in part.literals))
        # A name without a target is a condition, an argument or an empty list; with one target left it decides nothing
        # about which resource is meant, with several it may choose among them.
        chooses = counted or any(not part.targets and not part.literals and part is not _NO_INSTANCE for part in parts)
        if any(part.one_of for part in parts) or (chooses and len(targets) > 1):
            msg = f"is chosen among {_named(found)} in a way that the plan does not tell"
            raise _Untold(msg)
        return Linked(targets, literals)

    def _indexed(self, other: Traversal, place: _Place) -> Linked:
        """Follow `X[count.index]` or `X[each.key]`, of which the plan tells the two names and not how they meet."""
        linked = self._traversal(other, place, ())
        if len(linked.targets) <= 1:
            return linked
        if isinstance(place.index, str):
            same = [target for target in linked.targets if target.resource.home.index == place.index]
            if len(same) == 1 and not linked.one_of:
                return Linked((same[0],))
        return Linked(linked.targets, linked.literals, one_of=True)

    def _traversal(self, one: Traversal, place: _Place, rest: tuple[Step, ...]) -> Linked:
        steps = (*one.steps, *rest)
        if one.root == "resource":
            return self._resource(place.scope, one.name, steps)
        if one.root == "module":
            return self._output(place, one, steps)
        if one.root == "var":
            return self._variable(place, one.name, steps)
        if one.root == "each":
            return self._each(place, one.name, steps)
        if one.root in {"count", "path", "terraform"}:
            return Linked(())
        msg = f"goes through {one.root}.{one.name}, whose value is not in the plan"
        raise _Untold(msg)

    def _resource(self, scope: Scope, block: str, steps: tuple[Step, ...]) -> Linked:
        instances = self.instances.get((scope.address, block), ())
        if not instances:
            written = scope.blocks.get(block)
            if written is not None and (written.count_expression or written.for_each_expression):
                # A block of which there is no instance, as with `count = 0`, adds nothing.
                return _NO_INSTANCE
            # One that is not repeated has an instance, which a plan of some targets, or half a plan, may lack.
            msg = f"comes from {block}, which is not in the plan"
            raise _Untold(msg)
        lone = instances[0].home.index is None
        if not lone and steps and any(instance.home.index == steps[0] for instance in instances):
            chosen, steps = [one for one in instances if one.home.index == steps[0]], steps[1:]
        elif not lone and steps:
            msg = f"takes {block}{_written(steps)}, which is not in the plan"
            raise _Untold(msg)
        else:
            chosen = list(instances)
            if not lone and len(chosen) > 1:
                # `X[*].id` and a function that picks some of them look alike in a plan.
                self.taken_whole[f"{scope.address}.{block}" if scope.address else block] = None
        attribute = ".".join(str(step) for step in steps)
        return Linked(tuple(Target(resource, attribute) for resource in chosen))

    def _output(self, place: _Place, one: Traversal, steps: tuple[Step, ...]) -> Linked:
        address = f"{place.scope.address}.module.{one.name}" if place.scope.address else f"module.{one.name}"
        call = place.scope.module.module_calls.get(one.name)
        several = call is not None and (call.count_expression is not None or call.for_each_expression is not None)
        if several and steps:
            key, steps = steps[0], steps[1:]
            address += f"[{key}]" if isinstance(key, int) else f'["{_quoted(key)}"]'
        scope = self.scopes.at(address) if steps else None
        if scope is None:
            msg = f"comes from module.{one.name} in a way that the plan does not tell"
            raise _Untold(msg)
        output = scope.module.outputs.get(str(steps[0]))
        if output is None:
            msg = f"comes from module.{one.name}.{steps[0]}, which is not in the plan"
            raise _Untold(msg)
        return self._remembered(scope, output.expression, steps, place.depth + 1)

    def _remembered(self, scope: Scope, expression: object, steps: tuple[Step, ...], depth: int) -> Linked:
        """Follow an output once, whoever asks; one that comes back to itself cannot be told."""
        memo = (scope.address, steps)
        found = self._outputs.get(memo)
        if found is None:
            self._outputs[memo] = _Untold("comes from a module that refers to itself")
            try:
                found = _of_constant(expression, steps[1:])
                found = found or self._expression(expression, _Place(scope, None, None, depth), steps[1:])
            except _Untold as untold:
                found = untold
            self._outputs[memo] = found
        if isinstance(found, _Untold):
            raise _Untold(found.reason)
        return found

    def _variable(self, place: _Place, name: str, steps: tuple[Step, ...]) -> Linked:
        scope = place.scope
        if scope.parent is None or scope.call is None:
            variable = self.scopes.variables.get(name)
            return Linked((), ids_in(variable.value if variable else None, steps))
        expression = scope.call.expressions.get(name)
        if expression is None:
            # The module's own default, which can refer to nothing.
            return Linked(())
        outer = _Place(scope.parent, scope.index, scope.call.for_each_expression, place.depth + 1)
        return _of_constant(expression, steps) or self._expression(expression, outer, steps)

    def _each(self, place: _Place, name: str, steps: tuple[Step, ...]) -> Linked:
        if name == "key":
            return Linked(())
        if not isinstance(place.for_each, dict) or not place.for_each.get("references"):
            return Linked((), ids_in(place.for_each, steps))
        outer = _Place(place.scope, None, None, place.depth + 1)
        whole = self._expression(place.for_each, outer, ())
        same = tuple(target for target in whole.targets if target.resource.home.index == place.index)
        if len(same) == 1 and not same[0].attribute and not whole.one_of:
            return Linked((Target(same[0].resource, ".".join(str(step) for step in steps)),))
        if steps or not whole.targets:
            msg = f"comes from each.value{_written(steps)}, which the plan does not tell"
            raise _Untold(msg)
        return Linked(whole.targets, one_of=len(whole.targets) > 1)


def _plain_pair(references: object) -> tuple[str, str] | None:
    """Take apart the two references of `block.attribute`."""
    if not isinstance(references, list) or len(references) != _PAIR:
        return None
    whole, block = references
    if not isinstance(whole, str) or not isinstance(block, str) or "[" in whole or not whole.startswith(f"{block}."):
        return None
    return block, whole[len(block) + 1 :]


def _of_constant(expression: object, steps: tuple[Step, ...]) -> Linked | None:
    """Return what a constant is made of; one beside references is source text, as `.tf.json` has it, and no value."""
    if not isinstance(expression, dict):
        return None
    if expression.get("references"):
        return None
    return Linked((), ids_in(expression.get("constant_value"), steps))


def _named(found: tuple[Traversal, ...]) -> str:
    return ", ".join(f"{'' if one.root == 'resource' else f'{one.root}.'}{one.name}" for one in found)


def _written(steps: tuple[Step, ...]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)


def _quoted(key: str) -> str:
    return key.replace("\\", "\\\\").replace('"', '\\"')
