"""A wound: one thing broken, and exactly what must be found of it."""

from __future__ import annotations

from dataclasses import dataclass

from sealane.startup.step import StepName
from sealane.verdicts.cause import Cause
from sealane.verdicts.proof import Finding, ServiceProof
from sealane.world.world import World

LOGIN = StepName.REGISTRY_LOGIN
MANIFEST = StepName.IMAGE_MANIFEST
LAYERS = StepName.IMAGE_LAYERS
SECRETS = StepName.SECRETS
PARAMETERS = StepName.PARAMETERS
FILES = StepName.ENVIRONMENT_FILES
LOGS = StepName.LOG_STREAM
MOUNT = StepName.VOLUME_MOUNT
ROLES = StepName.ROLE_ASSUMPTION
EXEC = StepName.EXEC_CHANNEL
CONNECT = StepName.SERVICE_CONNECT
APPLICATION = StepName.APPLICATION
CREDENTIALS = StepName.REGISTRY_CREDENTIALS
# The steps whose packets go to interface endpoints, and those that go through the gateway.
BY_INTERFACE = frozenset({LOGIN, SECRETS, PARAMETERS, LOGS, MANIFEST, LAYERS})
BY_GATEWAY = frozenset({FILES, LAYERS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A finding: its cause, the fact to change, and the steps that it stops, in no order."""

    cause: Cause
    origin: str
    steps: frozenset[StepName] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Wound:
    """A broken world and every finding that it must give, no more and no fewer."""

    name: str
    broken: World
    expected: frozenset[Expected]


def wound(name: str, broken: World, *expected: Expected) -> Wound:
    """Make a wound."""
    return Wound(name=name, broken=broken, expected=frozenset(expected))


def expect(cause: Cause, origin: str, *steps: StepName) -> Expected:
    """Expect a finding."""
    return Expected(cause=cause, origin=origin, steps=frozenset(steps))


def found(proof: ServiceProof) -> frozenset[Expected]:
    """Return the findings of a proof in the form of what is expected."""
    return frozenset(_seen(finding) for finding in proof.findings)


def _seen(finding: Finding) -> Expected:
    return Expected(cause=finding.cause, origin=finding.origin.name, steps=frozenset(finding.steps))
