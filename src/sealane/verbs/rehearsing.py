"""Where rehearsals are made: an embedded AWS that is thrown away, and an enclosure with the lab."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from sealane.errors import EnvironmentFailure, Problem
from sealane.lab.front.backends import Backends
from sealane.lab.front.layers import Layers
from sealane.lab.front.policies import judge_of
from sealane.lab.kernel.enclosure import enter
from sealane.lab.rehearsal import serve
from sealane.lab.script import Performed, Script, Start
from sealane.lab.survey.survey import survey
from sealane.lab.task.supply import Timeouts
from sealane.proof.prove import prove
from sealane.records import replace
from sealane.sandbox import daemon, owner, registry
from sealane.sandbox.estate.settled import settled
from sealane.verbs.observer import Observer, Stage
from sealane.verbs.starts import Cast
from sealane.verbs.wish import services_of
from sealane.verdicts.cause import Cause
from sealane.verdicts.proof import ServiceProof
from sealane.verdicts.rehearsal import Rehearsal, ServiceRehearsal, StepRehearsal
from sealane.world.address_sets import PUBLIC_IPV4, PUBLIC_IPV6, number_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sealane.lab.blueprint.blueprint import Blueprint
    from sealane.startup.step import Step
    from sealane.verbs.request import Request
    from sealane.verbs.wish import Wish
    from sealane.verdicts.observation import Observation
    from sealane.verdicts.trace import Packet
    from sealane.world.world import World


T = TypeVar("T")
# A stand-in has its layers in the registry, whatever the manifest of the image that it stands for says.
NOT_OF_STAND_INS = frozenset({Cause.FOREIGN_LAYERS})
_PUBLIC = PUBLIC_IPV4 | PUBLIC_IPV6
_HTTPS = 443
# A step by name, subject and which of those it is.
Place = tuple[str, str, int]


class Theatre:
    """An AWS and an enclosure for any number of rehearsals of one source."""

    def __init__(self, wish: Wish, request: Request, observer: Observer) -> None:
        """Start nothing yet."""
        self._wish = wish
        self._request = request
        self._observer = observer
        self._held = contextlib.ExitStack()

    def __enter__(self) -> Self:
        """Start both."""
        with contextlib.ExitStack() as held:
            folder = held.enter_context(tempfile.TemporaryDirectory(prefix="sealane-", ignore_cleanup_errors=True))
            mine = {"SEALANE_SANDBOX_DIR": str(Path(folder) / "aws"), owner.VARIABLE: str(os.getpid())}
            environ = {**self._request.environ, **mine}
            self._observer.stage(Stage.BUILD_LAB)
            held.callback(daemon.stop, environ)
            self._sandbox = daemon.start(environ)
            self._registry = registry.ensure(self._sandbox, environ)
            ports = (_port(self._sandbox.endpoint), _port(self._registry.url))
            self._enclosure = held.enter_context(enter(serve, ports=ports))
            self._folder = folder
            self._cast = Cast(self._sandbox, self._wish.image, environ)
            self._held = held.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """End both, and remove what they left."""
        self._held.close()

    def rehearse(self, world: World, taken: tuple[str, ...]) -> Rehearsal:
        """Rehearse one world; `taken` names what it lacks of the source."""
        began = time.monotonic()
        services = services_of(world, self._wish.services)
        proof = prove(world, only=services)
        as_built = settled(world, self._sandbox.account)
        goals = {one.service.id: goals_of(one) for one in proof.services}
        made = (self._cast.start(key, as_built) for key in services)
        entrances = {one.service.id: entrances_of(one) for one in proof.services}
        starts = tuple(
            replace(start, goals=goals.get(start.service, ()), entrances=entrances.get(start.service, ()))
            for start in made
            if start is not None
        )
        blueprint = survey(as_built, services=services)
        self._observer.stage(Stage.REHEARSE, ", ".join(taken))
        seen = self._perform(self._script(blueprint, as_built, starts))
        told = tuple(self._told(one, seen, blueprint) for one in proof.services)
        return Rehearsal(
            source=proof.source.name,
            services=told,
            taken=taken,
            capture=self._wish.capture,
            seconds=time.monotonic() - began,
        )

    def _script(self, blueprint: Blueprint, world: World, starts: tuple[Start, ...]) -> Script:
        setting = starts[0].setting if starts else None
        return Script(
            blueprint=blueprint,
            backends=Backends(
                aws=self._sandbox.endpoint,
                account=self._sandbox.account,
                region=setting.region if setting else "us-east-1",
                partition=setting.partition if setting else "aws",
                registry=self._registry.url,
                layers=Layers(self._registry.folder),
            ),
            judge=judge_of(world),
            starts=starts,
            folder=self._folder,
            timeouts=Timeouts(name=self._wish.patience, connection=self._wish.patience),
            capture=str((self._request.folder / self._wish.capture).absolute()) if self._wish.capture else "",
        )

    def _perform(self, script: Script) -> Performed:
        """Have a script performed.

        Raises:
            EnvironmentFailure: `lab-failed`.

        """
        self._enclosure.send(script)
        seen = self._enclosure.receive()
        if not isinstance(seen, Performed):
            why = "the lab said something else than what it saw"
            raise _failed(why)
        if seen.failed:
            raise _failed(seen.failed)
        return seen

    def _told(self, proof: ServiceProof, seen: Performed, blueprint: Blueprint) -> ServiceRehearsal:
        key = proof.service.id
        not_shown = frozenset() if self._wish.image else NOT_OF_STAND_INS
        made = by_step(one for service, one in seen.observations if service == key)
        steps = tuple(
            StepRehearsal(predicted=predicted, observations=made.get(place, ()), not_shown=not_shown)
            for place, predicted in numbered(proof.steps, lambda one: one.step)
        )
        undrawn = (f"not drawn: {one.what}, {one.why}" for one in blueprint.undrawn if one.service in {"", key})
        unenforced = (f"not enforced: {why}" for why in seen.unenforced)
        leaks = tuple(one for service, one in seen.escapes if service == key)
        return ServiceRehearsal(
            proof=proof,
            steps=steps,
            left_out=tuple(dict.fromkeys((*undrawn, *unenforced))),
            stand_ins=self._cast.stand_ins(key),
            leaks=leaks,
        )


def _failed(why: str) -> EnvironmentFailure:
    hint = "try again; `sealane doctor` says what a lab needs"
    return EnvironmentFailure(Problem(code="lab-failed", what="The lab failed", facts=(("because", why),), hint=hint))


def goals_of(proof: ServiceProof) -> tuple[tuple[str, int], ...]:
    """Return where the packets go that refute the seal, as far as a connection can be tried: out, and by TCP."""
    return tuple(
        (packet.destination, packet.port or _HTTPS) for packet in _refuting(proof) if _is_public(packet.destination)
    )


def entrances_of(proof: ServiceProof) -> tuple[tuple[str, int], ...]:
    """Return from where, and to which port, the packets come that refute the seal from outside, where they are TCP."""
    return tuple((packet.source, packet.port or _HTTPS) for packet in _refuting(proof) if _is_public(packet.source))


def _refuting(proof: ServiceProof) -> Iterator[Packet]:
    packets = (finding.witness.packet for finding in proof.findings if finding.witness is not None)
    return (packet for packet in packets if packet.protocol == "tcp")


def _is_public(address: str) -> bool:
    number = number_of(address)
    return number is not None and number in _PUBLIC


def by_step(made: Iterable[Observation]) -> dict[Place, tuple[Observation, ...]]:
    """Return what was seen of each step, every subnet once."""
    subnets: dict[str, list[Observation]] = {}
    for one in made:
        subnets.setdefault(one.subnet, []).append(one)
    found: dict[Place, tuple[Observation, ...]] = {}
    for each in subnets.values():
        for place, one in numbered(each, lambda one: one.step):
            found[place] = (*found.get(place, ()), one)
    return found


def numbered(values: Iterable[T], step_of: Callable[[T], Step]) -> Iterator[tuple[Place, T]]:
    """Tell apart the steps of one name and subject by their order, as the two hosts that one image's layers need."""
    seen: dict[tuple[str, str], int] = {}
    for value in values:
        step = step_of(value)
        same = (str(step.name), step.subject)
        seen[same] = seen.get(same, 0) + 1
        yield (*same, seen[same]), value


def _port(url: str) -> int:
    return int(url.rpartition(":")[2])
