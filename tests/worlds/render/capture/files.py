"""The files of a capture: the names that the calls tell, and ids as AWS writes them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

Documents = Mapping[str, Mapping[str, object]]
"""The answers by path: the folder is the Region, the name the call and what it was about."""

REGION, ACCOUNT = "us-east-1", "111122223333"


def main_table(vpc: str) -> str:
    """Return the id of a VPC's own main route table."""
    return f"rtb-main-{vpc}"


def default_group(vpc: str) -> str:
    """Return the id of a VPC's default group."""
    return f"sg-default-{vpc}"


def plain_id(key: str) -> str:
    """Return the id of a fact, also of one that AWS makes with a VPC."""
    owner, _, derived = key.partition("#")
    if derived == "main-route-table":
        return main_table(owner)
    return default_group(owner) if derived == "default-security-group" else owner


def like_aws(name: str) -> str:
    """Return an id with the digits that AWS gives one; a hosted zone's in capitals."""
    digits = hashlib.sha256(name.encode()).hexdigest()[:17]
    if name.startswith("Z-"):
        return f"Z{digits.upper()}"
    head = next(
        one
        for one in ("tgw-attach", "tgw-rtb", "rslvr-frg", "rslvr", name.partition("-")[0])
        if name.startswith(f"{one}-") or name == one
    )
    return f"{'rslvr-rr' if head == 'rslvr' else head}-{digits}"


def written(documents: Documents, folder: Path, ids: Mapping[str, str]) -> None:
    """Write the files, with ids in place of the names that the world gives things."""
    named = re.compile("|".join(re.escape(name) for name in sorted(ids, key=len, reverse=True)))
    for path, document in documents.items():
        file = folder / named.sub(lambda match: ids[match[0]], f"{path}.json")
        file.parent.mkdir(parents=True, exist_ok=True)
        said = document[""] if "" in document else json.dumps(document)
        file.write_text(named.sub(lambda match: ids[match[0]], str(said)))
