"""Resources of a template before they are written: properties, and references to other resources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

Properties = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One resource.

    Attributes:
        type: `AWS::EC2::Subnet`.
        name: its logical id.
        properties: what the template says.
        key: the key of the fact that it stands for, empty for a rule, route or association.
        origins: the names of the origins of the world that this resource stands for.

    """

    type: str
    name: str
    properties: Properties
    key: str = ""
    origins: tuple[str, ...] = ()


_DERIVED = {
    "main-route-table": "DefaultRouteTable",
    "default-network-acl": "DefaultNetworkAcl",
    "default-security-group": "DefaultSecurityGroup",
}


def logical(kind: str, key: str, *more: object) -> str:
    """Return a logical id for something of a kind."""
    words = re.split(r"[^A-Za-z0-9]+", key.rpartition("/")[2] or key)
    return kind + "".join(word[:1].upper() + word[1:] for word in (*words, *map(str, more)))


@dataclass(frozen=True, slots=True)
class Names:
    """The logical ids of facts by key."""

    by_key: Mapping[str, str]

    def ref(self, key: str, attribute: str = "") -> object:
        """Refer to a fact, or to an attribute of it; to one that the template does not make by its own id."""
        owner, _, derived = key.partition("#")
        name = self.by_key.get(owner)
        if name is None:
            return key
        if derived:
            return {"Fn::GetAtt": [name, _DERIVED[derived]]}
        return {"Fn::GetAtt": [name, attribute]} if attribute else {"Ref": name}

    def refs(self, keys: tuple[str, ...]) -> list[object]:
        """Refer to several facts."""
        return [self.ref(key) for key in keys]
