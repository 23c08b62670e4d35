"""What a plan changes in the bill, read from the plan document alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sealane.errors import SealaneError
from sealane.world.values import Known, Unread, Value

if TYPE_CHECKING:
    from sealane.pricing.change import BillChange
    from sealane.world.world import World

_NAME = "the plan"
_NOTHING = b'{"format_version":"1.0"}'


class _Document(msgspec.Struct):
    prior_state: msgspec.Raw = msgspec.Raw(_NOTHING)


def bill_change(plan: bytes) -> Value[BillChange]:
    """Return the bill of what there would be against that of what there is, by the usage that is assumed.

    A bill stops no plan: what keeps it from being made is told in its place.
    """
    from sealane.pricing.bill_of import bill_of
    from sealane.pricing.change import BillChange
    from sealane.pricing.usage import Usage
    from sealane.readers.plan.read import world_of_plan
    from sealane.verbs.prices import shipped

    try:
        prices, usage = shipped(), Usage()
        after = world_of_plan(plan, _NAME)
        return Known(
            BillChange(before=bill_of(_before(plan), prices, usage), after=bill_of(after, prices, usage)),
        )
    except SealaneError as error:
        return Unread(str(error.problems[0].what))
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not keep a plan from being shown
        return Unread(f"the bill could not be made: {type(error).__name__}")


def _before(plan: bytes) -> World:
    """Return the world before: the state that the plan was made from, which it carries along."""
    from sealane.readers.state.read import world_of_state

    prior = bytes(msgspec.json.decode(plan, type=_Document).prior_state)
    return world_of_state(_NOTHING if prior == b"null" else prior, _NAME)
