"""The Region of a resource, and ARNs that follow from AWS's own rules."""

from __future__ import annotations

from sealane.readers.plan.resource import Part, Resource
from sealane.world.text import Hole, Partial, Text
from sealane.world.values import Known, Unknown, Value

ACCOUNT = "account"
"""The name of the hole for the caller's own account."""


def region_of(resource: Resource) -> Value[str]:
    """Return the Region of a resource: its own since provider 6, otherwise its provider's."""
    region = resource.literal("region") or resource.home.setting.region
    return Known(region) if region else Unknown("the Region is not in the source")


def account_part(resource: Part) -> str | Hole:
    """Return the account in an ARN; the same hole wherever it is not known."""
    account = resource.home.setting.account
    if isinstance(account, Known):
        return account.value
    return Hole(reason=account.reason, token=ACCOUNT, plain=True)


def arn_of(resource: Resource, service: str, name: str, *, region: bool = True) -> Text:
    """Write the ARN that AWS gives a resource, where it follows from a name.

    https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
    """
    setting = resource.home.setting
    place = region_of(resource) if region else Known("")
    where = place.value if isinstance(place, Known) else Hole(place.reason, "region", plain=True)
    return joined([f"arn:{setting.partition}:{service}:", where, ":", account_part(resource), f":{name}"])


def id_of(resource: Resource) -> Text:
    """Return the id that AWS gives a resource, before an apply as a hole that every policy names alike."""
    text = resource.literal("id")
    if text:
        return text
    return Partial((Hole("AWS chooses the id", f"{resource.address}.id", plain=True),))


def joined(parts: list[str | Hole]) -> Text:
    """Return a text of its parts, a plain one when none of them is open."""
    found: list[str | Hole] = []
    for part in parts:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += part
        else:
            found.append(part)
    return found[0] if len(found) == 1 and isinstance(found[0], str) else Partial(tuple(found))
