"""One template with the values of its parameters: works out what its parts come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from sealane.readers.cloudformation.attributes import attribute_text, ref_text
from sealane.readers.cloudformation.estate import Edges, Effort
from sealane.readers.cloudformation.intrinsics import branching, lists, references, texts
from sealane.readers.cloudformation.intrinsics.scope import Scope
from sealane.readers.cloudformation.loops import expanded
from sealane.readers.cloudformation.node import Node
from sealane.readers.cloudformation.parameters import parameter_value
from sealane.readers.cloudformation.values import NOTHING, Evaluated, Reference, Spelled, closed
from sealane.spec.nearest import suggestion
from sealane.world.text import Hole, Partial

_LONGEST = 1_000_000
_HOP = 2
_REF_LINK = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-ref.html"
_FUNCTIONS: Final[Mapping[str, Callable[[Scope, Node], Evaluated]]] = {
    "Ref": references.ref,
    "Fn::GetAtt": references.get_att,
    "Fn::ImportValue": references.import_value,
    "Fn::FindInMap": references.find_in_map,
    "Fn::Sub": texts.sub,
    "Fn::Join": texts.join,
    "Fn::Split": texts.split_text,
    "Fn::Base64": texts.encode,
    "Fn::ToJsonString": texts.to_json,
    "Fn::Transform": texts.transform,
    "Fn::Select": lists.select,
    "Fn::GetAZs": lists.zones,
    "Fn::Cidr": lists.cidr,
    "Fn::Length": lists.length,
    "Fn::If": branching.choose,
    "Fn::Equals": branching.equals,
    "Fn::And": branching.all_of,
    "Fn::Or": branching.any_of,
    "Fn::Not": branching.negate,
    "Condition": branching.condition,
}
Given = Evaluated | Callable[[], Evaluated]
"""The value of a parameter, or what works it out in the stack around when it is first asked for."""

SERVERLESS: Final = "AWS::Serverless-2016-10-31"


@dataclass(slots=True, eq=False)
class Shared:
    """What the stacks of one reading share."""

    effort: Effort = field(default_factory=Effort)
    edges: Edges = field(default_factory=Edges)
    stacks: dict[str, Stack] = field(default_factory=dict)
    exports: dict[str, Callable[[], Evaluated]] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Stack:
    """A template, the values of its parameters, and the stacks nested in it by their logical id.

    `prefix` stands before each logical id to make the key.
    """

    root: Node
    pseudo: Mapping[str, Evaluated]
    shared: Shared
    given: Mapping[str, Given] = field(default_factory=dict)
    prefix: str = ""
    resources: dict[str, Node] = field(default_factory=dict)
    current: str = ""
    doubts: int = 0
    in_condition: bool = False
    _working: set[tuple[str, str]] = field(default_factory=set)
    _values: dict[tuple[str, str], Evaluated] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.resources = expanded(self, self.section("Resources"))

    @property
    def extended(self) -> bool:
        """Whether the template declares the transform `AWS::LanguageExtensions`."""
        return "AWS::LanguageExtensions" in self.transforms()

    def section(self, name: str) -> dict[str, Node]:
        """Return the members of a section of the template."""
        node = self.root.get(name)
        return node.members if node is not None else {}

    def transforms(self) -> list[str]:
        """Return the names of the macros that the template declares."""
        node = self.root.get("Transform")
        listed = [] if node is None else (node.items or [node])
        names = [one.get("Name") if one.members else one for one in listed]
        return [name.text or "" for name in names if name is not None]

    def value(self, node: Node) -> Evaluated:
        """Return what a node comes to.

        Raises:
            InputError: when the template is wrong there.

        """
        if not isinstance(node.value, list | dict):
            return self._scalar(node)
        self.shared.effort.enter(node)
        try:
            if isinstance(node.value, list):
                found = (self.value(item) for item in node.value)
                return [one for one in found if one is not NOTHING]
            call = node.single()
            if call is not None and (call[0] in _FUNCTIONS) and (call[0] != "Condition" or self.in_condition):
                return self._short(_FUNCTIONS[call[0]](self, call[1]), node)
            return self._mapping(node)
        finally:
            self.shared.effort.leave()

    def spend(self, node: Node, values: int) -> None:
        """Count values that a loop makes.

        Raises:
            InputError: when there are too many.

        """
        self.shared.effort.spend(node, values)

    def uncertain(self, node: Node) -> Evaluated:
        """Return what a node comes to that may never be used: what it names is no certain dependency."""
        self.doubts += 1
        try:
            return self.value(node)
        finally:
            self.doubts -= 1

    def _scalar(self, node: Node) -> Evaluated:
        if isinstance(node.value, float):
            return node.text
        return closed(node.value) if isinstance(node.value, str) else node.value  # type: ignore[return-value]

    def _mapping(self, node: Node) -> Evaluated:
        if "Fn::Transform" in node.members:
            return texts.transform(self, node)
        members = expanded(self, node.members)
        found = {key: self.value(inner) for key, inner in members.items()}
        return {key: value for key, value in found.items() if value is not NOTHING}

    def _short(self, value: Evaluated, node: Node) -> Evaluated:
        if isinstance(value, str) and len(value) > _LONGEST:
            what = f"this makes a text of more than {_LONGEST:,} characters"
            raise node.problem(code="template-too-large", what=what)
        return value

    def named(self, name: str, node: Node) -> Evaluated:
        """Return what `Ref` gives for a name.

        Raises:
            InputError: when the template has nothing of that name.

        """
        if name in self.pseudo:
            return self.pseudo[name]
        if name in self.section("Parameters"):
            return self.parameter(name)
        return self._reference(name, "", node)

    def parameter(self, name: str) -> Evaluated:
        """Return the value of a parameter of the template."""
        at = ("parameter", name)
        declared = self.section("Parameters")[name]
        if at not in self._values:
            if at in self._working:
                what = f"the parameter `{name}` hangs on itself"
                raise declared.problem(code="template-circular-reference", what=what)
            self._working.add(at)
            try:
                self._values[at] = parameter_value(name, declared, self._given(name), f"parameter {self.prefix}{name}")
            finally:
                self._working.discard(at)
        return self._values[at]

    def _given(self, name: str) -> Evaluated:
        given = self.given.get(name)
        value = given() if callable(given) else given
        return str(value) if isinstance(value, int | float) else value

    def attribute(self, name: str, attribute: str, node: Node) -> Evaluated:
        """Return what `Fn::GetAtt` gives.

        Raises:
            InputError: when the template has no such resource.

        """
        nested = self.shared.stacks.get(self.prefix + name)
        if nested is not None and attribute.startswith("Outputs."):
            self._note(name, node)
            return nested.output(attribute.removeprefix("Outputs."), node)
        return self._reference(name, attribute, node)

    def _reference(self, name: str, attribute: str, node: Node) -> Evaluated:
        if name not in self.resources:
            if SERVERLESS in self.transforms():
                return Hole(f"{name} is made by the transform {SERVERLESS}", f"{self.prefix}{name}.{attribute}")
            valid = [*self.resources, *self.section("Parameters")]
            raise node.problem(
                code="template-reference-unknown",
                what=f"the template has no resource or parameter `{name}`{suggestion(name, valid)}",
                link=_REF_LINK,
            )
        if not self.doubts and self.exists(name) is False:
            condition = self.resources[name].get("Condition")
            raise node.problem(
                code="template-reference-absent",
                what=f"`{name}` is not made, because its condition does not hold",
                facts=(("condition", (condition.text if condition else None) or ""),),
                link=_REF_LINK,
            )
        self._note(name, node)
        return Reference(self.prefix + name, attribute)

    def _note(self, name: str, node: Node) -> None:
        if self.current and not self.doubts:
            self.shared.edges.add(self.current, self.prefix + name, node)

    def exists(self, name: str) -> bool | Hole:
        """Tell whether a resource is made."""
        node = self.resources[name].get("Condition")
        return True if node is None or not isinstance(node.value, str) else self.condition(node.value, node)

    def condition(self, name: str, node: Node) -> bool | Hole:
        """Return whether a condition of the template holds.

        Raises:
            InputError: when there is none of that name, or it hangs on itself.

        """
        conditions = expanded(self, self.section("Conditions"))
        if name not in conditions:
            what = f"the template has no condition `{name}`{suggestion(name, conditions)}"
            raise node.problem(code="template-condition-unknown", what=what)
        at = ("condition", name)
        if at not in self._values:
            if at in self._working:
                what = f"the condition `{name}` hangs on itself"
                raise node.problem(code="template-circular-reference", what=what)
            self._working.add(at)
            before, self.in_condition = self.in_condition, True
            self.shared.effort.enter(node, _HOP)
            try:
                self._values[at] = self.value(conditions[name])
            finally:
                self.shared.effort.leave(_HOP)
                self.in_condition = before
                self._working.discard(at)
        found = branching.truth(self._values[at])
        return Hole(f"the condition {name} is neither true nor false") if found is None else found

    def mapping(self, name: str) -> Node | None:
        """Return a mapping of the template."""
        return self.section("Mappings").get(name)

    def imported(self, name: Spelled) -> Evaluated:
        """Return what another stack exports under a name; what no stack here exports is known by that name only."""
        export = self.shared.exports.get(name) if isinstance(name, str) else None
        if export is not None:
            return export()
        return Hole(f"{name} is exported by another stack", f"export {name}")

    def output(self, name: str, node: Node) -> Evaluated:
        """Return an output of this template.

        Raises:
            InputError: when it has none of that name, or the output hangs on itself.

        """
        outputs = expanded(self, self.section("Outputs"))
        if name not in outputs:
            what = f"the nested template has no output `{name}`{suggestion(name, outputs)}"
            raise node.problem(code="template-reference-unknown", what=what)
        value = outputs[name].get("Value")
        at = ("output", name)
        if at in self._working:
            raise node.problem(code="template-circular-reference", what=f"the output `{name}` hangs on itself")
        self._working.add(at)
        before, self.current = self.current, ""
        try:
            return self.value(value) if value is not None else Hole(f"the output {name} has no value")
        finally:
            self.current = before
            self._working.discard(at)

    def property_names(self, name: str) -> list[str]:
        """Return the names of a resource's properties."""
        properties = self.resources[name].get("Properties")
        members = expanded(self, properties.members) if properties is not None else {}
        return [key for key in members if key != "Fn::Transform"]

    def property(self, name: str, key: str) -> Evaluated:
        """Return a property of a resource, `None` when it has none of that name or when that hangs on itself."""
        at = (name, key)
        if at in self._values:
            return self._values[at]
        properties = self.resources[name].get("Properties")
        node = expanded(self, properties.members).get(key) if properties is not None else None
        if node is None:
            return None
        if at in self._working:
            return Hole(f"{key} of {name} hangs on itself", f"{self.prefix}{name}")
        self._working.add(at)
        before, self.current = self.current, self.prefix + name
        doubts, self.doubts = self.doubts, int(isinstance(self.exists(name), Hole))
        in_condition, self.in_condition = self.in_condition, False
        self.shared.effort.enter(node, _HOP)
        try:
            value = self.value(node)
            self._values[at] = None if value is NOTHING else value
        finally:
            self.shared.effort.leave(_HOP)
            self.current, self.doubts, self.in_condition = before, doubts, in_condition
            self._working.discard(at)
        return self._values[at]

    def spell(self, value: Evaluated, node: Node) -> Spelled:
        """Return a value as text.

        Raises:
            InputError: when it is a list or a mapping.

        """
        if isinstance(value, Reference):
            return self.text_of(value)
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str | Partial | Hole):
            return closed(value)
        if isinstance(value, list | dict):
            raise node.problem(code="template-function", what="a text is expected here, not a list or mapping")
        return "" if value is None or value is NOTHING else str(value)

    def text_of(self, reference: Reference) -> Spelled:
        """Return what CloudFormation puts in the place of a reference."""
        prefix, name = _parted(reference.resource)
        owner = self if prefix == self.prefix else self.shared.stacks.get(prefix.removesuffix("."), self)
        node = owner.resources[name]
        kind_node = node.get("Type")
        kind = (kind_node.text if kind_node is not None else None) or ""

        def ask(what: str) -> Spelled | None:
            if what in owner.pseudo:
                return owner.spell(owner.pseudo[what], node)
            found = owner.property(name, what)
            return None if found is None or isinstance(found, list | dict) else owner.spell(found, node)

        if not reference.attribute:
            return ref_text(kind, reference.resource, ask)
        return attribute_text(kind, reference.resource, reference.attribute, ask)


def _parted(key: str) -> tuple[str, str]:
    head, dot, name = key.rpartition(".")
    return head + dot, name
