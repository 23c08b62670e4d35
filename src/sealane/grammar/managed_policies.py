"""The policies that AWS manages, by name or ARN, as far as a table knows them.

The table holds each policy's default version on the day the table was made. AWS may have a newer one, which allows
more, because AWS takes no permission out of a policy that it manages:
https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-deprecated.html
Whoever finds no policy here must treat it as not read, because what it allows would be a guess.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Final, cast

from sealane.grammar.patterns import pattern
from sealane.records import dataclass

ORIGIN: Final = "the AWS-managed policies that moto 5.2.5 collects from AWS"

_ARN = pattern(r"arn:(aws[a-z-]*):iam::aws:policy(/(?:.+/)?)([^/]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagedPolicy:
    """A policy of AWS's own.

    Attributes:
        name: its name.
        path: its path, which stands before the name in the ARN.
        version: the version that was the default when the table was made.
        day: the day that version was made.
        text: the document as JSON.

    """

    name: str
    path: str
    version: str
    day: str
    text: str

    @property
    def document(self) -> Mapping[str, object]:
        """The document; every call returns a value of its own."""
        return cast("Mapping[str, object]", json.loads(self.text))


def managed_policy(arn_or_name: str) -> Mapping[str, object] | None:
    """Return the document of a policy that AWS manages, `None` when the table does not know it."""
    found = managed_policy_entry(arn_or_name)
    return None if found is None else found.document


@cache
def managed_policy_entry(arn_or_name: str) -> ManagedPolicy | None:
    """Return a policy that AWS manages with its version and date, `None` when the table does not know it.

    A name may have its path in front: `service-role/AmazonECSTaskExecutionRolePolicy`. An ARN must have the right path.
    The documents are those of the partition `aws`. Elsewhere one counts only while it is the first version and names
    no ARN of a partition, because there AWS keeps versions of its own.
    """
    partition, path, name = _dissected(arn_or_name)
    row = _rows().get(name)
    if row is None or (path and path != row[0]):
        return None
    found = ManagedPolicy(name=name, path=row[0], version=row[1], day=row[2], text=row[3])
    if partition != "aws" and (found.version != "v1" or "arn:aws" in found.text):
        return None
    return found


@cache
def _rows() -> dict[str, tuple[str, str, str, str]]:
    """Return every row of the table; it is large, and most worlds name none of these policies."""
    from sealane.grammar import (
        managed_containers,
        managed_messaging,
        managed_permissions,
        managed_stores,
        managed_telemetry,
    )

    tables = (managed_telemetry, managed_stores, managed_permissions, managed_messaging, managed_containers)
    return {name: row for table in tables for name, row in table.POLICIES.items()}


def _dissected(arn_or_name: str) -> tuple[str, str, str]:
    """Return partition, path and name; the path is empty when none was given."""
    found = _ARN.fullmatch(arn_or_name)
    if found:
        partition, path, name = found.groups()
        return partition, path, name
    if arn_or_name.startswith("arn:"):
        return "", "", ""
    path, slash, name = arn_or_name.rpartition("/")
    return "aws", f"/{path.strip('/')}/" if slash and path else "", name
