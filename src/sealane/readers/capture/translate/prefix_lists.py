"""`DescribePrefixLists`, `DescribeManagedPrefixLists` and the entries of such a list, to prefix lists."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.capture.translate.shelf import Answer, Shelf, Unclaimed, key_of, origin_of
from sealane.readers.json_node import Node
from sealane.world.prefix_lists import PrefixList
from sealane.world.values import Known, Unread, Value

_MANAGED = "ec2:DescribeManagedPrefixLists"
_OWN = "ec2:DescribePrefixLists"
_ENTRIES = "ec2:GetManagedPrefixListEntries"
_ID = r"pl-[0-9a-z]+"
_AWS = "com.amazonaws."


def prefix_lists(shelf: Shelf) -> Iterator[PrefixList]:
    """Yield the lists.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_PrefixList.html
    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ManagedPrefixList.html
    """
    entries = _entries(shelf)
    blocks = {key_of(node, "PrefixListId"): node for node in shelf.nodes(_OWN, "PrefixLists")}
    managed = {key_of(node, "PrefixListId"): node for node in shelf.nodes(_MANAGED, "PrefixLists")}
    for key, node in (blocks | managed).items():
        name = node.text("PrefixListName")
        aws = node.text("OwnerId") == "AWS" or key in blocks or _AWS in name
        yield PrefixList(
            id=key,
            origin=origin_of(node.text("PrefixListArn") or key, node),
            name=Known(name),
            cidrs=_cidrs(key, shelf, blocks, entries),
            aws=Known(aws),
        )
    for key, cidrs in entries.items():
        if key not in blocks and key not in managed:
            why = shelf.why_not(_MANAGED)
            answer = next(answer for answer in shelf.answers(_ENTRIES) if _list_of(answer) == key)
            yield PrefixList(
                id=key, origin=origin_of(key, answer.node), name=why, cidrs=Known(cidrs), aws=Unread(why.reason)
            )


def _cidrs(
    key: str, shelf: Shelf, blocks: dict[str, Node], entries: dict[str, tuple[str, ...]]
) -> Value[tuple[str, ...]]:
    if key in entries:
        return Known(entries[key])
    if key in blocks:
        return Known(blocks[key].texts("Cidrs"))
    for answer in shelf.every(_ENTRIES):
        if answer.call.refused and _list_of(answer) == key:
            return Unread(f"AWS refused the entries of {key}: {answer.call.error}", answer.call.action)
    command = f"`aws ec2 get-managed-prefix-list-entries --prefix-list-id {key}`"
    return Unread(f"the answer of {command} is missing", _ENTRIES)


def _entries(shelf: Shelf) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for answer in shelf.answers(_ENTRIES):
        key = _list_of(answer)
        if not key:
            shelf.unclaimed.append(Unclaimed(answer.call, "which prefix list it is about"))
            continue
        found[key] = tuple(key_of(node, "Cidr") for node in answer.node.nodes("Entries"))
    return found


def _list_of(answer: Answer) -> str:
    return answer.parameter("PrefixListId") or answer.named(_ID)
