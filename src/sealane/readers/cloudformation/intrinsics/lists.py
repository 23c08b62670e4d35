"""`Fn::Select`, `Fn::GetAZs`, `Fn::Cidr`, `Fn::Length`."""

from __future__ import annotations

import ipaddress
import itertools

from sealane.readers.cloudformation.intrinsics.scope import Scope, arguments, wrong
from sealane.readers.cloudformation.node import Node
from sealane.readers.cloudformation.values import NOTHING, Evaluated, Reference
from sealane.world.text import Hole

_MOST_BLOCKS = 256
_IPV4_BITS = 32
_IPV6_BITS = 128
_PAIR = 2


def select(scope: Scope, node: Node) -> Evaluated:
    """Return one item of a list."""
    expects = "an index and a list that is long enough"
    index_node, list_node = arguments(node, "Fn::Select", (_PAIR,), expects)
    index = _number(scope, index_node)
    values = _listed(scope, list_node)
    if isinstance(index, Hole):
        return Hole(index.reason)
    if isinstance(values, Hole):
        token = f"{values.token}[{index}]" if values.token else ""
        return Hole(values.reason, token, plain=values.plain)
    if not isinstance(values, list) or index is None:
        raise wrong(node, "Fn::Select", expects)
    present = [value for value in values if value is not NOTHING]
    if not 0 <= index < len(present):
        raise wrong(node, "Fn::Select", f"{expects}: the index is {index}, the list has {len(present)}")
    return present[index]


def zones(scope: Scope, node: Node) -> Evaluated:
    """Return the zones of a Region, which are an account's own: nobody but AWS knows which, and how many."""
    region = scope.spell(scope.value(node), node)
    name = region if isinstance(region, str) and region else "AWS::Region"
    return Hole("the account's own zones are not in a template", f"Fn::GetAZs {name}", plain=True)


def cidr(scope: Scope, node: Node) -> Evaluated:
    """Return so many blocks with so many host bits, cut from a block."""
    expects = "a block, a count from 1 to 256, and the number of host bits"
    parts = arguments(node, "Fn::Cidr", (2, 3), expects)
    block = scope.spell(scope.value(parts[0]), parts[0])
    count = _number(scope, parts[1])
    host_bits = _number(scope, parts[2]) if len(parts) > _PAIR else None
    for value in (block, count, host_bits):
        if isinstance(value, Hole):
            return Hole(f"the blocks are cut when the stack is deployed: {value.reason}")
    if not isinstance(block, str):
        return Hole("the block that is cut is known only in part")
    if not isinstance(count, int) or not 1 <= count <= _MOST_BLOCKS or isinstance(host_bits, Hole):
        raise wrong(node, "Fn::Cidr", expects)
    try:
        network = ipaddress.ip_network(block)
    except ValueError:
        raise wrong(node, "Fn::Cidr", f"{expects}: `{block}` is no block") from None
    size = (_IPV4_BITS if network.version == 4 else _IPV6_BITS) - (8 if host_bits is None else host_bits)  # noqa: PLR2004
    if not network.prefixlen <= size <= network.max_prefixlen or 1 << min(size - network.prefixlen, 16) < count:
        raise wrong(node, "Fn::Cidr", f"{expects}: `{block}` does not hold {count} of them")
    return [str(one) for one in itertools.islice(network.subnets(new_prefix=size), count)]


def length(scope: Scope, node: Node) -> Evaluated:
    """Return how many items a list has."""
    if not scope.extended:
        raise node.problem(
            code="template-extension-undeclared",
            what="`Fn::Length` belongs to the language extensions",
            hint="add `Transform: AWS::LanguageExtensions` to the template",
        )
    values = _listed(scope, node)
    if isinstance(values, Hole):
        return Hole(values.reason)
    if not isinstance(values, list):
        raise wrong(node, "Fn::Length", "a list")
    return len(values)


def _listed(scope: Scope, node: Node) -> Evaluated:
    """Return a list, or a hole for an attribute that is one."""
    values = scope.value(node)
    return scope.spell(values, node) if isinstance(values, Reference) else values


def _number(scope: Scope, node: Node) -> int | Hole | None:
    value = scope.value(node)
    if isinstance(value, Hole):
        return value
    text = value if isinstance(value, str) else str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None  # noqa: PLR2004 - far above any index
