"""What an attribute of a linked directory is made of."""

from __future__ import annotations

from collections.abc import Mapping

from sealane.readers.linked.merging import Leaf
from sealane.readers.linked.vocabulary import Piece, Reference, Vocabulary, is_known, text_of
from sealane.readers.plan.resource import Linked, Links, NoLinks, Part, Resource, Target
from sealane.records import dataclass, field
from sealane.world.text import Text
from sealane.world.values import Unknown

_CONTAINERS = "container_definitions"
_DOCUMENT = "aws_iam_policy_document"


@dataclass(slots=True)
class LinkedLinks:
    """The links of a linked directory: leaves by the address of their resource and their path."""

    first: Vocabulary
    leaves: Mapping[str, Mapping[str, Leaf]]
    resources: dict[str, Resource] = field(default_factory=dict)
    otherwise: Links = field(default_factory=NoLinks)

    def linked(self, part: Part, name: str) -> Linked | Unknown:
        """Return the attributes that a value is made of, in its own order, or why that cannot be told."""
        leaf = self._leaf(part, name)
        if leaf is None:
            found = self._blocks(part, name)
            return self.otherwise.linked(part, name) if isinstance(found, Unknown) else found
        if leaf.texts is None:
            return self._document(part, name) or self._why(part, name, leaf)
        targets: list[Target] = []
        literals: list[str] = []
        for text, pieces in zip(leaf.source, leaf.texts, strict=True):
            whole = self.first.whole(text)
            target = self._target(whole) if whole else None
            if target:
                targets.append(target)
            elif is_known(pieces):
                literals.append(text)
            else:
                return Unknown(f"{part.address}: {part.path}{name} is a text that is not known before apply")
        return Linked(tuple(targets), tuple(literals))

    def text(self, part: Part, name: str) -> Text | Unknown:
        """Return the parts of a text, or why they cannot be told."""
        leaf = self._leaf(part, name)
        if leaf is None:
            return self.otherwise.text(part, name)
        if leaf.texts is None or len(leaf.texts) != 1:
            return self._why(part, name, leaf)
        pieces = self.first.pieces(leaf.source[0], names=name == _CONTAINERS) if leaf.source else leaf.texts[0]
        return text_of(tuple(self._value(piece) for piece in pieces or leaf.texts[0]))

    def _document(self, part: Part, name: str) -> Linked | None:
        """Return the policy document that the plan itself says a value is; `None` when it says anything else.

        A document of which every argument is known still waits for the apply when it names something that is made
        there. Of other values the plan does not show functions, so what linking leaves open stays so.
        """
        found = self.otherwise.linked(part, name)
        if isinstance(found, Unknown) or len(found.targets) != 1 or found.literals or found.one_of:
            return None
        return found if found.targets[0].resource.home.type == _DOCUMENT else None

    def _blocks(self, part: Part, name: str) -> Linked | Unknown:
        """Return everything that an attribute written as blocks refers to."""
        within = f"{part.path}{name}["
        targets: dict[Target, None] = {}
        for path, leaf in self.leaves.get(part.address, {}).items():
            if not path.startswith(within):
                continue
            if leaf.texts is None:
                return self._why(part, name, leaf)
            wholes = (self.first.whole(text) for text in leaf.source)
            targets.update((target, None) for whole in wholes if whole and (target := self._target(whole)))
        return Linked(tuple(targets)) if targets else part.why(name)

    def _value(self, piece: Piece) -> Piece:
        """Return what a reference leads to, where that exists already."""
        if isinstance(piece, str) or piece.address not in self.resources:
            return piece
        return self.resources[piece.address].literal(piece.path) or piece

    def _target(self, reference: Reference) -> Target | None:
        resource = self.resources.get(reference.address)
        if resource is None:
            return None
        return Target(resource, reference.path.replace("[", ".").replace("]", ""))

    def _leaf(self, part: Part, name: str) -> Leaf | None:
        return self.leaves.get(part.address, {}).get(f"{part.path}{name}")

    def _why(self, part: Part, name: str, leaf: Leaf) -> Unknown:
        return Unknown(f"{part.address}: {part.path}{name} {leaf.why or 'is not known before apply'}")
