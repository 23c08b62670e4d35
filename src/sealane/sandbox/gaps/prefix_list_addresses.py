"""Addresses of AWS-managed prefix lists.

AWS: DescribePrefixLists gives the CIDR blocks of each list.
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_PrefixList.html
moto 5.2: gives the lists without their blocks, though GetManagedPrefixListEntries has them.
"""

from __future__ import annotations

from typing import Any


def close() -> None:
    """Let moto's serializer find the blocks under the name AWS gives them."""
    from moto.ec2.models.managed_prefixes import ManagedPrefixList

    def cidrs(self: Any) -> list[str]:  # noqa: ANN401
        latest = list(self.entries.values())[-1:]
        return [entry["Cidr"] for entries in latest for entry in entries]

    if not hasattr(ManagedPrefixList, "cidrs"):
        ManagedPrefixList.cidrs = property(cidrs)  # type: ignore[attr-defined]
