"""Messages about the network interface that a task did not get."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms.answer_outlook import told
from sealane.diagnosis.symptoms.family import Family, marked
from sealane.diagnosis.symptoms.outlook import Outlook
from sealane.diagnosis.symptoms.symptom import FamilyName, Symptom
from sealane.verdicts.cause import Cause


def _outlook(symptom: Symptom) -> Outlook:
    """Point to a subnet without a free address, which is the one reason that AWS states."""
    del symptom
    return told(Cause.SUBNET_FULL)


FAMILY: Final = Family(
    name=FamilyName.NETWORK_INTERFACE,
    marks=marked(
        r"(?:create|creating|attach) (?:a )?network interface",
        "network interface provisioning",
        "(?:insufficient|not enough) free addresses",
        "InsufficientFreeAddressesInSubnet",
        "RESOURCE:ENI",
    ),
    link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/failed-to-start-error.html",
    outlook=_outlook,
)
