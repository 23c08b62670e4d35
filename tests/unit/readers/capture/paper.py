"""Answers of AWS written down by hand, and the world that they make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from sealane.readers.capture.captured import CapturedCall
from sealane.readers.capture.read import world_of_capture
from sealane.readers.capture.recognise import call_of
from sealane.world.world import Fact, World

F = TypeVar("F", bound=Fact)
REGION, ACCOUNT = "us-east-1", "111122223333"


def plain(output: Mapping[str, Any], file: str = "") -> CapturedCall:
    """Return an answer as a file without anything around it holds it; its call is told from its keys."""
    return CapturedCall(call=call_of(output), output=output, file=file)


def asked(call: str, output: Mapping[str, Any], **parameters: object) -> CapturedCall:
    """Return an answer that stands beside its call."""
    return CapturedCall(call=call, output=output, parameters=parameters, region=REGION, account=ACCOUNT)


def refused(call: str, code: str = "AccessDenied", **parameters: object) -> CapturedCall:
    """Return a call that AWS refused."""
    return CapturedCall(call=call, parameters=parameters, region=REGION, account=ACCOUNT, error=code, said="no")


def world(*calls: CapturedCall | Mapping[str, Any]) -> World:
    """Return the world of some answers."""
    return world_of_capture(one if isinstance(one, CapturedCall) else plain(one) for one in calls)


def only(found: World, kind: type[F]) -> F:
    """Return the only fact of a type."""
    (fact,) = found.table(kind).values()
    return fact
