"""`diagnose`: why a task did not start, from its message, a capture or the account; nothing is written there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sealane.diagnosis.diagnosis import Diagnosis
from sealane.diagnosis.evidence.weighing import signs_of
from sealane.diagnosis.joining import joined, placed
from sealane.diagnosis.possible import possible
from sealane.diagnosis.symptoms.read import telling
from sealane.diagnosis.symptoms.symptom import FamilyName, Symptom
from sealane.diagnosis.unseen import unseen
from sealane.records import dataclass, replace
from sealane.verbs.evidence import Given, evidence_of
from sealane.verbs.observer import Observer, Stage
from sealane.verbs.prove import Proved, mendable, proved
from sealane.verbs.stopped import Seen, seen_in, tasks_of
from sealane.verbs.subject import Subject
from sealane.world.logs import NO_LOGS, Logs
from sealane.world.services import RunnerKind
from sealane.world.stopped_tasks import StoppedTask
from sealane.world.subnets import Subnet
from sealane.world.values import Known
from sealane.world.vpcs import Vpc

if TYPE_CHECKING:
    from sealane.verbs.request import Request
    from sealane.verdicts.proof import ServiceProof

# Words that say that a task has ended, and not why it did not start.
_ENDED = frozenset({FamilyName.STOPPING, FamilyName.BACKING_OFF, FamilyName.CONTAINER_EXIT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What to diagnose: a message, stopped tasks of the subject, or the tasks named; without a subject the message.

    `evidence` are files of logs, as the user named them; `directory` is the Terraform that made what runs, for changes
    of it.
    """

    message: str = ""
    tasks: tuple[str, ...] = ()
    subject: Subject | None = None
    evidence: tuple[str, ...] = ()
    directory: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """One diagnosis, with the newest of the tasks that it is of, and how many stopped with the same message."""

    task: StoppedTask
    count: int
    diagnosis: Diagnosis


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosed:
    """Every diagnosis, the one of the newest failed start first.

    `proved` is what was looked at, for making fixes; `unread` are IAM actions without which more tasks would be known;
    `records` is how many records of logs were given, whether any is of a task or not.
    """

    source: str
    stopped: tuple[Stopped, ...]
    unread: tuple[str, ...] = ()
    proved: Proved | None = None
    records: int = 0

    @property
    def masked(self) -> tuple[str, ...]:
        """The texts that the source marks as sensitive."""
        return self.proved.world.source.masked if self.proved else ()


def diagnose(asked: Asked, request: Request, observer: Observer) -> Diagnosed:
    """Diagnose.

    Raises:
        InputError: when the source or a file of evidence is wrong, or names something that is not there.
        EnvironmentFailure: when AWS, Terraform or the disk fails.

    """
    given = _evidence(asked, request)
    if asked.subject is None:
        tasks = given.whose(tasks_of(asked.message)) if asked.message.strip() else given.tasks(())
        stopped = tuple(_each(tasks, None, given.logs))
        return Diagnosed(source="the message", stopped=stopped, records=given.logs.count)
    seen = seen_in(asked.subject, asked.tasks, request, observer, with_tasks=not asked.message)
    tasks = given.whose(tasks_of(asked.message)) if asked.message else given.tasks(seen.tasks)
    logs = given.beside(Given(logs=seen.logs)).logs
    return _mendable(diagnosed(replace(seen, logs=logs), tasks, observer), asked, request)


def _mendable(found: Diagnosed, asked: Asked, request: Request) -> Diagnosed:
    """Let changes be written into the Terraform directory of what was diagnosed, where one is known."""
    if found.proved is None or asked.subject is None:
        return found
    subject = replace(asked.subject, config=asked.directory or asked.subject.config)
    return replace(found, proved=mendable(found.proved, subject, request))


def _evidence(asked: Asked, request: Request) -> Given:
    return evidence_of(asked.evidence, request) if asked.evidence else Given()


def diagnosed(seen: Seen, tasks: tuple[StoppedTask, ...], observer: Observer) -> Diagnosed:
    """Diagnose tasks of a world; without any task nothing is proved."""
    if not tasks:
        return Diagnosed(source=seen.world.source.name, stopped=(), unread=seen.unread)
    observer.stage(Stage.PROVE)
    found = proved(seen.world)
    stopped = tuple(_each(tasks, found, seen.logs))
    source, records = seen.world.source.name, seen.logs.count
    return Diagnosed(source=source, stopped=stopped, unread=seen.unread, proved=found, records=records)


def _each(tasks: tuple[StoppedTask, ...], found: Proved | None, logs: Logs = NO_LOGS) -> Iterator[Stopped]:
    """Yield a diagnosis for each message, the failed starts first."""
    groups: dict[object, list[tuple[StoppedTask, Symptom]]] = {}
    for task in tasks:
        symptom = telling(task.messages)
        if symptom is None:
            continue
        symptom = replace(symptom, stop_code=symptom.stop_code or task.stop_code)
        # What somebody ran is told apart by what it was and where; of a service both are the same for all.
        of = task.service or symptom.event_of or (task.task_definition, task.subnet)
        key = (of, symptom.family, symptom.failure, symptom.host, symptom.named.image)
        groups.setdefault(key, []).append((task, symptom))
    for group in sorted(groups.values(), key=lambda group: group[0][1].family in _ENDED):
        # An event of the service tells of a task once more.
        alike = [one for one in group if one[0].id] or group
        first, read = alike[0]
        yield Stopped(task=first, count=len(alike), diagnosis=_diagnosis(first, read, found, logs))


def _diagnosis(task: StoppedTask, symptom: Symptom, found: Proved | None, logs: Logs) -> Diagnosis:
    services = _services(task, symptom, found) if found is not None else []
    if found is None or not services:
        return possible(symptom, signs_of(symptom, task, logs) if logs else ())
    diagnoses = []
    for service in services:
        inside = _inside(service, found)
        signs = signs_of(placed(symptom, inside), task, logs, found.world) if logs else ()
        diagnoses.append(joined(symptom, service, inside, signs, unseen(found.world)))
    return max(diagnoses, key=lambda one: (bool(one.causes and one.causes[0].finding), one.step_now is not None))


def _services(task: StoppedTask, symptom: Symptom, found: Proved) -> list[ServiceProof]:
    """Return the services that a task may be of: the one it names, those with its task definition, or all."""
    services = found.weighed.proof.services
    name = task.service or symptom.event_of
    if name:
        named = [one for one in services if one.service.name == Known(name) or one.service.id.endswith(f"/{name}")]
        named = [one for one in named if f"/{task.cluster}/" in one.service.id] or named
        return _of_definition(task, named) or [one for one in named if "#" not in one.service.id]
    if task.task_definition:
        alike = _of_definition(task, services)
        return [one for one in alike if task.subnet and _stands_in(task.subnet, one)] or alike
    return list(services)


def _of_definition(task: StoppedTask, services: Iterable[ServiceProof]) -> list[ServiceProof]:
    return [one for one in services if one.service.task_definition == Known(task.task_definition)]


def _stands_in(subnet: str, proof: ServiceProof) -> bool:
    """Tell whether a proof is of what somebody ran in a subnet: services name theirs, and were looked for before."""
    service = proof.service
    by_hand = service.kind is not RunnerKind.SERVICE
    return by_hand and isinstance(service.subnets, Known) and subnet in service.subnets.value


def _inside(service: ServiceProof, found: Proved) -> tuple[str, ...]:
    """Return the address ranges of the VPC that a service is in, as far as they are known."""
    subnets = service.service.subnets
    keys = subnets.value if isinstance(subnets, Known) else ()
    table = found.world.table(Subnet)
    ranges: list[str] = []
    for key in keys:
        vpc = found.world.find(Vpc, table[key].vpc) if key in table else None
        if isinstance(vpc, Known):
            for blocks in (vpc.value.cidrs, vpc.value.ipv6_cidrs):
                ranges += blocks.value if isinstance(blocks, Known) else ()
    return tuple(dict.fromkeys(ranges))
