"""All resources of a source together: what a reference leads to, as the key of a fact."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sealane.readers.plan.kinds import DERIVED, KEY, Kind
from sealane.readers.plan.pairs import Pairs
from sealane.readers.plan.resource import Linked, Links, Part, Resource, Target
from sealane.records import dataclass, field
from sealane.world.values import Known, Origin, Unknown, Value

_ALIAS: Final = "aws_kms_alias"


@dataclass(slots=True)
class Estate:
    """Resources of a source, looked up by type, address and id.

    `before` is what they were, as far as they existed; `hidden` are texts among their values that nobody may show.
    """

    name: str
    resources: tuple[Resource, ...]
    links: Links
    before: tuple[Resource, ...] = ()
    pairs: Pairs = field(default_factory=Pairs)
    hidden: tuple[str, ...] = ()
    _types: dict[str, list[Resource]] = field(default_factory=dict)
    _keys: dict[str, str] = field(default_factory=dict)
    _literals: dict[Kind, dict[str, str]] = field(default_factory=dict)
    _registered: dict[Kind, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sort the resources by their type, and let what a data source finds of the source's own be the same fact."""
        own: dict[tuple[str, str], str] = {}
        found = [one for one in self.resources if one.home.data]
        for resource in (*[one for one in self.resources if not one.home.data], *found):
            self._types.setdefault(resource.home.type, []).append(resource)
            text = resource.literal("id")
            if text and resource.home.data:
                self._keys[resource.address] = own.setdefault((resource.home.type, text), resource.address)
            elif text:
                own.setdefault((resource.home.type, text), resource.address)

    def of(self, *types: str) -> Iterator[Resource]:
        """Yield the resources of some types, data sources with them."""
        for kind in types:
            yield from self._types.get(kind, ())

    def managed(self, *types: str) -> Iterator[Resource]:
        """Yield the resources of some types that the source itself makes or keeps."""
        return (resource for resource in self.of(*types) if not resource.home.data)

    def previous(self, *types: str) -> Iterator[Resource]:
        """Yield what resources of some types were when the source was last read, those now gone among them."""
        return (resource for resource in self.before if resource.home.type in types)

    def register(self, kind: Kind, text: str, key: str) -> None:
        """Let a text that a fact will be known by find it."""
        self._registered.setdefault(kind, {}).setdefault(text, key)

    def keyed(self, resource: Resource, key: str) -> None:
        """Let a resource's fact have another key than its address."""
        self._keys[resource.address] = key

    def key_of(self, resource: Resource) -> str:
        """Return the key of a resource's fact."""
        address = resource.address
        return self._keys.get(address, address)

    def key(self, part: Part, name: str, kind: Kind) -> Value[str]:
        """Return the key of the one fact that an attribute refers to; an empty one when it refers to none."""
        value = part.values.get(name)
        if isinstance(value, str):
            return Known(self.key_of_literal(value, kind))
        if value is not None:
            return part.text(name)
        if part.decided(name) or part.left_out(name):
            return Known("")
        linked = self.links.linked(part, name)
        if isinstance(linked, Unknown):
            return linked
        keys = self._keys_of(linked, kind)
        if keys and linked.one_of:
            paired = self.pairs.of(self, part, name, kind)
            return Known(paired) if paired else self._undecided(part, name, linked)
        if keys is None or len(keys) != 1:
            return self._undecided(part, name, linked)
        return Known(keys[0])

    def candidates(self, part: Part, name: str, kind: Kind) -> tuple[str, ...]:
        """Return the facts of which an undecided attribute refers to one; none when it may be any."""
        linked = self.links.linked(part, name)
        return () if isinstance(linked, Unknown) else self._keys_of(linked, kind) or ()

    def keys(self, part: Part, name: str, kind: Kind) -> Value[tuple[str, ...]]:
        """Return the keys of all facts that an attribute refers to; none when the configuration does not set it."""
        value = part.values.get(name)
        stated: tuple[str, ...] = ()
        undecided = 0
        if isinstance(value, list):
            stated = tuple(self.key_of_literal(one, kind) for one in value if isinstance(one, str))
            undecided = len(value) - len(stated)
            if not undecided and part.decided(name):
                return Known(stated)
        elif part.decided(name):
            return Known(()) if value is None else part.texts(name)
        elif part.left_out(name):
            return Known(())
        linked = self.links.linked(part, name)
        if isinstance(linked, Unknown):
            return linked
        keys = self._keys_of(linked, kind)
        if not keys or linked.one_of or (undecided and undecided != len(set(keys) - set(stated))):
            return self._undecided(part, name, linked)
        return Known(tuple(dict.fromkeys((*stated, *keys))))

    def among(self, part: Part, name: str, kind: Kind) -> tuple[str, ...] | Unknown:
        """Return the keys of every fact of a kind that an attribute written as blocks refers to somewhere."""
        linked = self.links.linked(part, name)
        if isinstance(linked, Unknown):
            return linked
        # What is of another kind belongs to other arguments of the blocks.
        keys = (self.target_key(target, kind) for target in linked.targets)
        return tuple(dict.fromkeys(key for key in keys if key is not None))

    def key_of_literal(self, text: str, kind: Kind) -> str:
        """Return the key of the fact that has an id, ARN or name; the text itself when the source has no such fact."""
        if not text:
            return text
        literals = self._literals.get(kind)
        if literals is None:
            literals = self._literals[kind] = self._literals_of(kind)
        return literals.get(text, text)

    def origin(self, resource: Resource) -> Origin:
        """Return where a resource stands."""
        return Origin(resource.address)

    def target_key(self, target: Target, kind: Kind, depth: int = 0) -> str | None:
        """Return the key of the fact of a kind that an attribute of a resource leads to, `None` when to none."""
        resource, attribute = target.resource, target.attribute
        if resource.home.type == _ALIAS and kind is KEY:
            # An alias stands for its key wherever a key is asked for.
            found = self.key(resource, "target_key_id", KEY)
            return found.value if isinstance(found, Known) else None
        if resource.home.type in kind.types and (not attribute or attribute in kind.attributes):
            return self.key_of(resource)
        derived = DERIVED.get((resource.home.type, attribute))
        if derived is not None and derived.kind == kind.name:
            return self._derived(resource, derived.suffix)
        if not attribute or "." in attribute or depth > len(self._types):
            return None
        value = resource.values.get(attribute)
        if isinstance(value, str):
            return self.key_of_literal(value, kind) if value in self._known(kind) else None
        if resource.decided(attribute):
            return None
        linked = self.links.linked(resource, attribute)
        if isinstance(linked, Unknown) or len(linked.targets) != 1 or linked.one_of:
            return None
        return self.target_key(linked.targets[0], kind, depth + 1)

    def _keys_of(self, linked: Linked, kind: Kind) -> tuple[str, ...] | None:
        """Return the keys of what is of a kind; `None` when a target may be of it, or choose among the others.

        A value that the source states beside them is no such fact, so it can only be a condition or an argument.
        """
        keys: dict[str, None] = {}
        chooses = False
        for target in linked.targets:
            key = self.target_key(target, kind)
            if key is not None:
                keys[key] = None
            elif _is_stated(target):
                chooses = True
            else:
                return None
        for literal in linked.literals:
            keys[self.key_of_literal(literal, kind)] = None
        return None if chooses and len(keys) != 1 else tuple(keys)

    def _undecided(self, part: Part, name: str, linked: Linked) -> Unknown:
        names = ", ".join(dict.fromkeys(target.resource.address for target in linked.targets)) or "nothing in the plan"
        return Unknown(f"{part.address}: {part.path}{name} is made of {names} in a way that is not told")

    def _derived(self, resource: Resource, suffix: str) -> str:
        return f"{self.key_of(resource)}{suffix}"

    def _known(self, kind: Kind) -> dict[str, str]:
        self.key_of_literal("-", kind)
        return self._literals[kind]

    def _literals_of(self, kind: Kind) -> dict[str, str]:
        found = dict(self._registered.get(kind, {}))
        for resource in self.of(*kind.types):
            key = self.key_of(resource)
            for name in kind.literals:
                text = resource.literal(name)
                if text:
                    found.setdefault(text, key)
        for (type_name, attribute), derived in DERIVED.items():
            if derived.kind != kind.name:
                continue
            for resource in self.of(type_name):
                text = resource.literal(attribute)
                if text:
                    found.setdefault(text, self._derived(resource, derived.suffix))
        return found


def _is_stated(target: Target) -> bool:
    """Tell whether an attribute has a value that is no list, which might hold references."""
    value = target.resource.values.get(target.attribute)
    return isinstance(value, str | int | float) and target.resource.decided(target.attribute)
