"""Names that a property chooses or CloudFormation makes up, and the Region that everything is in."""

from __future__ import annotations

from sealane.readers.cloudformation.fields import Fields
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.values import Spelled, unknown
from sealane.world.text import Hole, Text
from sealane.world.values import Known, Unknown, Value


def chosen_name(fields: Fields, name: str) -> Value[str]:
    """Return a name that a property chooses; CloudFormation makes one up where there is none.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html
    """
    return fields.text(name) if fields.has(name) else Unknown("CloudFormation makes up the name")


def region_of(holdings: Holdings) -> Value[str]:
    """Return the stack's Region."""
    return Known(holdings.setting.region) if holdings.setting.region else Unknown("the Region is not given")


def known_text(text: Spelled) -> Value[Text]:
    """Return a text, unknown when nothing of it is known."""
    return unknown(text) if isinstance(text, Hole) else Known(text)
