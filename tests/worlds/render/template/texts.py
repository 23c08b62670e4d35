"""Texts that name resources of the template by ARN: as references, so that what AWS makes up stays open."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from sealane.world.policies import Document


@dataclass(frozen=True, slots=True)
class Texts:
    """What takes the place of each ARN."""

    references: Mapping[str, object]

    def document(self, document: Document) -> object:
        """Return a policy as an object with references in it."""
        return self.value(json.loads(str(document)))

    def value(self, value: object) -> object:
        """Return a value with references in its texts."""
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, list):
            return [self.value(one) for one in value]
        if isinstance(value, dict):
            return {name: self.value(one) for name, one in value.items()}
        return value

    def _text(self, text: str) -> object:
        if text in self.references:
            return self.references[text]
        ordered = sorted(self.references, key=len, reverse=True)
        # An ARN goes on after a colon or slash, or ends.
        parts = re.split(rf"({'|'.join(map(re.escape, ordered))})(?=[/:])", text) if ordered else [text]
        if len(parts) == 1:
            return text
        return {"Fn::Join": ["", [self.references.get(part, part) for part in parts if part]]}
