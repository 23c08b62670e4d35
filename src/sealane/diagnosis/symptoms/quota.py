"""Messages about limits of the account."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms.family import Family, marked
from sealane.diagnosis.symptoms.symptom import FamilyName

FAMILY: Final = Family(
    name=FamilyName.QUOTA,
    marks=marked(
        r"reached the limit on the number of (?:vCPUs|tasks)",
        "maximum number of (?:running|concurrent) tasks",
        "the request would exceed .{0,40}(?:quota|limit)",
    ),
    link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html",
)
