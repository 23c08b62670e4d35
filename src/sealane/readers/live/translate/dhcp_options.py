"""`DescribeDhcpOptions` to the name servers that a task's interface is given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sealane.world.values import Known, Value

AMAZON = "AmazonProvidedDNS"


def name_servers(documents: Value[tuple[Mapping[str, Any], ...]]) -> Value[tuple[str, ...]]:
    """Return the name servers; Amazon's own where no option set names any.

    https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSetConcepts.html
    """
    if not isinstance(documents, Known):
        return documents
    named = [
        str(value.get("Value") or "")
        for document in documents.value
        for item in document.get("DhcpConfigurations") or ()
        if item.get("Key") == "domain-name-servers"
        for value in item.get("Values") or ()
    ]
    return Known(tuple(name for name in named if name) or (AMAZON,))
