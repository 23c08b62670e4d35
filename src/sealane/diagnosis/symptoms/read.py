"""A message to its symptom, and of several messages of one task the one that tells most."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from sealane.diagnosis.symptoms import failures, texts
from sealane.diagnosis.symptoms.catalogue import FAMILIES
from sealane.diagnosis.symptoms.family import Family
from sealane.diagnosis.symptoms.named import Named, named
from sealane.diagnosis.symptoms.outlook import NO_OUTLOOK, Outlook, Reason
from sealane.diagnosis.symptoms.places import service_of, way
from sealane.diagnosis.symptoms.symptom import FamilyName, Symptom
from sealane.startup.step import StepName

_REGION: Final = re.compile(r"^arn:[a-z-]+:[a-z0-9-]+:(?P<it>[a-z]{2,4}(?:-[a-z]+)+-[0-9]):")
_LAST: Final = frozenset({FamilyName.CONTAINER_EXIT, FamilyName.STOPPING, FamilyName.BACKING_OFF, FamilyName.AGENT})


def read(message: str) -> Symptom:
    """Understand one message, whatever it is; a message of no family keeps what was understood of it."""
    text = texts.plain(message)
    family = next((one for one in FAMILIES if one.takes(text)), None)
    found = way(text)
    objects = named(text)
    service, region = service_of(found.host)
    failure = failures.failure(text)
    return Symptom(
        text=text,
        family=family.name if family else None,
        steps=family.steps if family else (),
        failure=failure or (family.failure if family else None),
        host=found.host,
        address=found.address,
        port=found.port,
        place=found.place,
        name_server=found.name_server,
        service=service,
        region=region or _region(objects),
        error=texts.error(text),
        error_code=texts.error_code(text),
        request_id=texts.request_id(text),
        stop_code=texts.stop_code(text),
        event_of=texts.event_of(text),
        named=objects,
        cut=texts.is_cut(text),
    )


def telling(messages: Iterable[str]) -> Symptom | None:
    """Return the symptom of the message that tells most of why a task stopped; `None` without any message."""
    symptoms = [read(message) for message in messages if message.strip()]
    return min(symptoms, key=_silence) if symptoms else None


def outlook_of(symptom: Symptom) -> Outlook:
    """Return what may have caused a message and what it rules out."""
    family = family_of(symptom)
    outlook = family.outlook(symptom) if family else NO_OUTLOOK
    if symptom.failure is None and outlook.reason is not Reason.SAID:
        # A message that does not tell how the call failed, as one that is cut, speaks against nothing.
        return Outlook(possible=outlook.possible, reason=Reason.ONE_STEP)
    return outlook


def family_of(symptom: Symptom) -> Family | None:
    """Return the family of a symptom."""
    return next((family for family in FAMILIES if family.name is symptom.family), None)


def steps_said(symptom: Symptom) -> tuple[StepName, ...]:
    """Return the steps whose own names stand in a message, for one that fits no family."""
    low = symptom.text.lower()
    return tuple(step for step in StepName if step.value.replace("-", " ") in low)


def _silence(symptom: Symptom) -> tuple[int, int, int]:
    """Rank a symptom: one of a single step tells most, then one of several, then the others of a family."""
    if symptom.family is None:
        rank = 4
    elif symptom.family in _LAST:
        rank = 3
    else:
        rank = 2 if not symptom.steps else int(len(symptom.steps) > 1)
    return rank, int(symptom.failure is None), int(symptom.cut)


def _region(objects: Named) -> str:
    """Return the Region of an object that the message names."""
    for arn in (objects.resource, objects.secret, objects.parameter):
        match = _REGION.match(arn)
        if match:
            return match["it"]
    return service_of(objects.image.partition("/")[0])[1]
