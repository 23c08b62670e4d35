"""A rehearsal for machines: `sealane/rehearsal/1`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sealane.verdicts.observation import Exchange, Observation
    from sealane.verdicts.rehearsal import Rehearsal, ServiceRehearsal, StepRehearsal


def as_json(rehearsal: Rehearsal) -> dict[str, Any]:
    """Render a rehearsal under the name of its schema."""
    return {
        "schema": "sealane/rehearsal/1",
        "source": rehearsal.source,
        "verdict": str(rehearsal.verdict),
        "taken": list(rehearsal.taken),
        "capture": rehearsal.capture,
        "seconds": round(rehearsal.seconds, 3),
        "services": list(map(_service, rehearsal.services)),
    }


def _service(service: ServiceRehearsal) -> dict[str, Any]:
    failure = service.first_failure
    return {
        "origin": service.proof.service.origin.name,
        "starts": str(service.starts),
        "predicted": {"starts": str(service.proof.starts), "sealed": str(service.proof.sealed)},
        "message": failure.message if failure else "",
        "steps": list(map(_step, service.steps)),
        "leaks": list(map(_exchange, service.leaks)),
        "stand_ins": [{"image": image, "instead": instead} for image, instead in service.stand_ins],
        "left_out": list(service.left_out),
    }


def _step(step: StepRehearsal) -> dict[str, Any]:
    return {
        "step": str(step.predicted.step.name),
        "subject": step.predicted.step.subject,
        "observed": str(step.observed),
        "predicted": str(step.predicted.verdict),
        "cause": str(step.predicted.cause or ""),
        "agreement": str(step.agreement),
        "observations": list(map(_observation, step.observations)),
    }


def _observation(one: Observation) -> dict[str, Any]:
    return {
        "subnet": one.subnet,
        "verdict": str(one.verdict),
        "failure": str(one.failure or ""),
        "host": one.host,
        "address": one.address,
        "port": one.port,
        "message": one.message,
        "detail": one.detail,
        "seconds": round(one.seconds, 3),
        "wire": list(map(_exchange, one.wire)),
    }


def _exchange(one: Exchange) -> dict[str, Any]:
    return {
        "endpoint": one.endpoint,
        "client": one.client,
        "host": one.host,
        "operation": one.operation,
        "status": one.status,
        "received": one.received,
        "sent": one.sent,
        "outside": one.outside,
        "inbound": one.inbound,
    }
