"""The policies that resources such as buckets and secrets have of their own."""

from __future__ import annotations

from sealane.readers.cloudformation.fields import fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.finding import reason_of
from sealane.world.policies import Document
from sealane.world.values import Known, Unknown, Value


def own_policies(
    holdings: Holdings, kind: str, subject: str, document: str, *subjects: str
) -> dict[str, Value[Document]]:
    """Return policies by the key of what they are for; one that may not be made leaves unknown what holds.

    `subject` and `document` are the names of the properties that say for what it is and what it says.
    """
    found: dict[str, Value[Document]] = {}
    for resource in (*holdings.of(kind), *holdings.doubtful(kind)):
        fields = fields_of(resource, holdings)
        key = fields.key(subject, *subjects)
        if not isinstance(key, Known):
            why = Unknown(f"{resource.key} may be its policy: {key.reason}")
            for other in holdings.of(*subjects):
                found.setdefault(other.key, why)
        elif resource.maybe is not None:
            found[key.value] = reason_of(resource)
        else:
            found[key.value] = fields.document(document)
    return found
