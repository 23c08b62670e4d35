"""Values for what only an apply decides, in two variants that have nothing in common but what they stand for.

Each holds a *core*, a word that stands nowhere in the user's files, so it is recognised wherever it turns up. In the
first variant what follows from a name by AWS's own rules is written so (see `formed`), with an invented account; in the
second everything is opaque, so that it tells what is in a value even where the first looks like any other text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sealane.terraform.configuration.tree import unindexed
from sealane.terraform.linking import formed
from sealane.terraform.linking.planned import Attribute, ResourceChange

# Names of attributes that a provider checks, by the form it wants.
_BLOCKS: Final = frozenset({"cidr_block", "cidr", "ipv4_cidr_block"})
_BLOCKS_6: Final = frozenset({"ipv6_cidr_block", "ipv6_cidr"})
_ADDRESSES: Final = frozenset({"private_ip", "public_ip", "carrier_ip", "ip_address", "ip", "customer_owned_ip"})
_ACCOUNTS: Final = frozenset({"account_id", "owner_id", "registry_id"})
DIGITS: Final = 6
_MOST: Final = 10**DIGITS - 1
_DOCUMENTS: Final = frozenset({"policy", "json", "minified_json", "assume_role_policy", "access_policy"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """An invented value: its text in one variant, and which attribute of which resource it stands for.

    Attributes:
        text: as Terraform gets it.
        address: the resource's.
        path: leads to the attribute within the resource, as `arn` or `dns_entry[0].dns_name`.
        core: the part of the text that no rule of AWS gives, empty where the rules give all but the account.
        part: what that part is called where rules of AWS give what is around it, empty where they give nothing.

    """

    text: str
    address: str
    path: str
    core: str = ""
    part: str = ""


@dataclass(slots=True, kw_only=True)
class Variant:
    """One of the two worlds of invented values.

    Attributes:
        nonce: what every core begins with.
        number: 1 or 2; the second variant counts the other way round, so that nothing keeps its order by chance.
        account: the invented account, or the real one where it is known.
        setting: the partition, Region and DNS suffix that a resource's ARN has, by its address.
        tokens: what was invented.

    """

    nonce: str
    number: int
    account: str
    tokens: list[Token] = field(default_factory=list)
    _count: int = 0

    def core(self) -> str:
        """Return a new core."""
        self._count += 1
        return f"{self.nonce}{self._count if self.number == 1 else _MOST - self._count:0{DIGITS}d}"

    def values(
        self, change: ResourceChange, attributes: Mapping[str, Attribute], place: formed.Place
    ) -> dict[str, Any]:
        """Return a value for everything that the provider computes: the known one, or else an invented one."""
        return dict(self._values(change, attributes, place))

    def _values(
        self, change: ResourceChange, attributes: Mapping[str, Attribute], place: formed.Place
    ) -> Iterator[tuple[str, Any]]:
        rules = formed.rules(change.type, change.values, place) if change.mode == "managed" else {}
        if self.number > 1:
            rules = {name: rule for name, rule in rules.items() if not rule}
        core = self.core() if any(formed.CORE in rule for rule in rules.values()) else ""
        for name, attribute in attributes.items():
            if not attribute.computed:
                continue
            if not change.is_unknown(name):
                if name in change.values and _is_whole(change, name):
                    yield name, change.values[name]
                continue
            if name in rules:
                yield name, self._formed(change, name, rules[name], core)
            else:
                yield name, self._of(attribute.type, change.address, name, place)

    def _formed(self, change: ResourceChange, name: str, rule: str, core: str) -> str:
        text = rule.replace(formed.CORE, core).replace(formed.ACCOUNT, self.account)
        core = core if formed.CORE in rule else ""
        part = formed.core_of(change.type) if core else ""
        if not text:
            return text
        self.tokens.append(Token(text=text, address=change.address, path=name, core=core, part=part))
        return text

    def _of(self, kind: object, address: str, path: str, place: formed.Place) -> Any:  # noqa: ANN401 - a JSON value
        if kind == "string":
            return self._text(address, path, place)
        if kind == "number":
            return self.number
        if kind == "bool":
            return self.number > 1
        if isinstance(kind, list):
            return self._several(kind, address, path, place)
        return None

    def _several(self, kind: list[Any], address: str, path: str, place: formed.Place) -> Any:  # noqa: ANN401 - a JSON value
        """Return as many as the variant's number, since how many there are is not known either."""
        shape, inner = kind[0], kind[1]
        if shape in {"list", "set"}:
            return [self._of(inner, address, f"{path}[{place_}]", place) for place_ in range(self.number)]
        if shape == "map":
            return {self.core(): self._of(inner, address, f"{path}.*", place)}
        if shape == "object":
            return {name: self._of(one, address, f"{path}.{name}", place) for name, one in inner.items()}
        return None

    def _text(self, address: str, path: str, place: formed.Place) -> str:
        name = path.rpartition(".")[2].partition("[")[0]
        if name in _ACCOUNTS:
            return self.account
        core = self.core()
        kind = unindexed(address).removeprefix("data.").split(".")[-2]
        text = formed.prefix_of(kind, path) + self._shaped(name, core, place)
        self.tokens.append(Token(text=text, address=address, path=path, core=core if core in text else ""))
        return text

    def _shaped(self, name: str, core: str, place: formed.Place) -> str:
        """Return a text in the form that a provider wants of an attribute with this name."""
        high, middle, low = _bytes(int(core[-DIGITS:]))
        if name == "arn" or name.endswith(("_arn", "_arns")) or name.startswith("arn_"):
            return f"arn:{place.partition}:{place.service}:{place.region}:{self.account}:{core}"
        if name in _DOCUMENTS:
            return f'{{"Version":"2012-10-17","Id":"{core}","Statement":[]}}'
        if name in _BLOCKS:
            # Addresses that are reserved for ever, so nobody's. https://www.rfc-editor.org/rfc/rfc1112#section-4
            return f"{240 + high % 10}.{middle}.{low}.0/24"
        if name in _BLOCKS_6:
            # Addresses for documentation. https://www.rfc-editor.org/rfc/rfc3849
            return f"2001:db8:{high:x}{middle:02x}:{low:x}00::/56"
        if name in _ADDRESSES:
            return f"{250 + high % 5}.{middle}.{low}.1"
        return core


def _bytes(number: int) -> tuple[int, int, int]:
    return number // 65_536, number // 256 % 256, number % 256


def _is_whole(change: ResourceChange, name: str) -> bool:
    """Tell whether nothing within a known attribute is unknown."""
    unknown = change.change.after_unknown
    return not (isinstance(unknown, dict) and _any(unknown.get(name)))


def _any(mark: object) -> bool:
    if isinstance(mark, dict):
        return any(_any(one) for one in mark.values())
    if isinstance(mark, list):
        return any(_any(one) for one in mark)
    return mark is True
