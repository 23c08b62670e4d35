"""What the agent knows: the lives of tasks and the states of services, from one turn to the next; pure.

A turn takes what ECS wants and what happened in the lab, and gives what is to be launched and halted. What changed by
it is the next report.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sealane.lab.task.definition import contained
from sealane.lab.task.running import Stop, StopCode
from sealane.records import dataclass, field
from sealane.sandbox.fargate import notices
from sealane.sandbox.fargate.life import Life, Named, changed, halted, over, placed, pulled, scheduled, told
from sealane.sandbox.fargate.orders import Changed, Fetched, News, Over, Placed
from sealane.sandbox.fargate.records import State, Status, Wish
from sealane.sandbox.fargate.scheduler import advance, counts, failures
from sealane.sandbox.fargate.worlds import Standing

_KEPT: Final = 3600.0
Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What follows: tasks to launch by Region, and tasks to halt."""

    launches: Mapping[str, tuple[Life, ...]] = field(default_factory=dict)
    halts: tuple[tuple[str, Stop], ...] = ()


class Office:
    """The agent's memory; the clock and the names of new tasks come from outside."""

    def __init__(self, new_id: Any = lambda: uuid.uuid4().hex) -> None:  # noqa: ANN401 (a callable of a text)
        """Know nothing."""
        self._new_id = new_id
        self._lives: dict[str, Life] = {}
        self._networks: dict[str, tuple[Document, bool]] = {}
        self._states: dict[str, State] = {}
        self._services: dict[str, Document] = {}
        self._events: dict[str, list[str]] = {}
        self._reported: dict[str, Any] = {}
        self._forgotten: dict[str, str] = {}

    def turn(self, wanted: Document, news: Iterable[News], now: float) -> Turn:
        """Take what is wanted and what happened."""
        for one in news:
            self._hear(one, now)
        definitions = wanted["definitions"]
        new = [life for one in wanted["tasks"] if (life := self._adopted(one, definitions, now)) is not None]
        halts = self._orders(wanted["tasks"], now)
        for service in wanted["services"]:
            started, stopped = self._serve(service, definitions, now)
            new += started
            halts += stopped
        self._forget(now)
        launches: dict[str, tuple[Life, ...]] = {}
        for life in new:
            launches[_region(life.arn)] = (*launches.get(_region(life.arn), ()), life)
        return Turn(launches=launches, halts=tuple(halts))

    def standing(self, region: str) -> tuple[Standing, ...]:
        """Return the tasks of a Region that have a place in its network."""
        return tuple(
            Standing(
                arn=life.arn,
                cluster=life.cluster,
                definition=life.definition,
                network=self._networks[life.arn][0],
                platform=life.platform,
                exec_enabled=self._networks[life.arn][1],
            )
            for life in self._lives.values()
            if _region(life.arn) == region and life.status is not Status.STOPPED
        )

    def report(self, now: float) -> dict[str, Any]:
        """Return what has changed since the last report; nothing for nothing."""
        tasks = {arn: entry for arn, life in self._lives.items() if self._is_news(arn, entry := self._entry(life))}
        tasks |= {arn: {"forgotten": True, "cluster": cluster} for arn, cluster in self._forgotten.items()}
        self._forgotten = {}
        services = {
            arn: entry for arn in self._services if self._is_news(arn, entry := self._service_entry(arn, now), "events")
        }
        self._events = {}
        found = {"tasks": tasks, "services": services}
        return {name: entries for name, entries in found.items() if entries}

    def _hear(self, news: News, now: float) -> None:
        life = self._lives.get(news.arn)
        if life is None:
            return
        match news:
            case Placed(address=address, zone=zone):
                life = placed(life, address, zone, now)
            case Fetched():
                life = pulled(life, now)
            case Changed(states=states):
                life = changed(life, states, now)
            case Over(stop=stop):
                life = over(life, stop, now)
        self._lives[news.arn] = life

    def _adopted(self, one: Document, definitions: Document, now: float) -> Life | None:
        """Take a task that somebody runs and that is not known yet."""
        if one["arn"] in self._lives or one["status"] == Status.STOPPED:
            return None
        network = one["network"].get("awsvpcConfiguration") or {}
        life = self._born(one["arn"], one, network, definitions, now)
        if one["wanted"]:
            return life
        self._lives[life.arn] = over(life, Stop(code=StopCode.USER, reason=one["reason"]), now)
        return None

    def _orders(self, tasks: Iterable[Document], now: float) -> list[tuple[str, Stop]]:
        """Return the tasks that somebody wants stopped."""
        found = []
        for one in tasks:
            life = self._lives.get(one["arn"])
            if life is not None and not one["wanted"] and life.stop is None and life.status is not Status.STOPPED:
                stop = Stop(code=StopCode.USER, reason=one["reason"])
                self._lives[life.arn] = halted(life, stop, now)
                found.append((life.arn, stop))
        return found

    def _serve(self, service: Document, definitions: Document, now: float) -> tuple[list[Life], list[tuple[str, Stop]]]:
        """Let a service take its next step."""
        arn, name = service["arn"], service["name"]
        group = f"service:{name}"
        mine = [one for one in self._lives.values() if one.group == group and one.cluster == service["cluster"]]
        if not service["fargate"] or (not service["active"] and arn not in self._services and not mine):
            return [], []
        self._services[arn] = service
        checks = _has_checks(definitions.get(service["definition"], {}))
        made = advance(_wish(service, checks=checks), self._states.get(arn, State()), list(map(scheduled, mine)), now)
        self._states[arn] = made.state
        events = list(made.events)
        started = [self._started(service, deployment, definitions, now) for deployment in made.start]
        halts = []
        for task, reason in made.stop:
            stop = Stop(code=StopCode.SCHEDULER, reason=reason)
            self._lives[task] = halted(self._lives[task], stop, now)
            halts.append((task, stop))
        if started:
            events.append(notices.started(name, [one.id for one in started]))
        if halts:
            events.append(notices.stopped(name, [task.rpartition("/")[2] for task, _ in halts]))
        self._events.setdefault(arn, []).extend(events)
        return started, halts

    def _started(self, service: Document, deployment: str, definitions: Document, now: float) -> Life:
        network = dict(service["network"].get("awsvpcConfiguration") or {})
        subnets = list(network.get("subnets") or [""])
        # Spread over the subnets, as ECS spreads over zones.
        used = [life.subnet for life in self._lives.values() if life.group == f"service:{service['name']}"]
        network["subnets"] = [min(subnets, key=lambda one: (used.count(one), subnets.index(one)))]
        parts = service["arn"].split(":service/")
        arn = f"{parts[0]}:task/{service['cluster'].rpartition('/')[2]}/{self._new_id()}"
        definition = next(one.definition for one in self._states[service["arn"]].deployments if one.id == deployment)
        about = {**service, "definition": definition, "group": f"service:{service['name']}", "deployment": deployment}
        return self._born(arn, about, network, definitions, now)

    def _born(self, arn: str, about: Document, network: Document, definitions: Document, now: float) -> Life:
        definition = definitions.get(about["definition"], {})
        subnets = list(network.get("subnets") or [""])
        life = Life(
            arn=arn,
            cluster=about["cluster"],
            definition=about["definition"],
            group=about["group"],
            deployment=about["deployment"] if isinstance(about.get("deployment"), str) else "",
            platform=about["platform"],
            subnet=subnets[0],
            cpu=str(definition.get("cpu") or ""),
            memory=str(definition.get("memory") or ""),
            containers=tuple(map(_named, definition.get("containerDefinitions") or ())),
            overrides=about.get("overrides") or {},
            created=now,
        )
        self._networks[arn] = ({**network, "subnets": subnets[:1]}, bool(about.get("exec")))
        self._lives[arn] = life
        return life

    def _forget(self, now: float) -> None:
        """Forget tasks that stopped an hour ago, as ECS does, and services that are gone with all their tasks."""
        for arn, life in list(self._lives.items()):
            if life.status is Status.STOPPED and now - life.stopped > _KEPT:
                self._forgotten[arn] = life.cluster
                del self._lives[arn]
        for arn, service in list(self._services.items()):
            group = f"service:{service['name']}"
            alive = any(one.group == group and one.status is not Status.STOPPED for one in self._lives.values())
            if not service["active"] and not alive:
                del self._services[arn]
                self._states.pop(arn, None)

    def _is_news(self, arn: str, entry: dict[str, Any], always: str = "") -> bool:
        if always and entry[always]:
            self._reported[arn] = {**entry, always: []}
            return True
        if self._reported.get(arn) == entry:
            return False
        self._reported[arn] = entry
        return True

    def _entry(self, life: Life) -> dict[str, Any]:
        return {
            "cluster": life.cluster,
            "definition": life.definition,
            "group": life.group,
            "started_by": life.deployment,
            "platform": life.platform,
            "fields": told(life),
        }

    def _service_entry(self, arn: str, now: float) -> dict[str, Any]:
        service, state = self._services[arn], self._states.get(arn, State())
        tasks = [
            scheduled(one)
            for one in self._lives.values()
            if one.group == f"service:{service['name']}" and one.cluster == service["cluster"]
        ]
        deployments = []
        for number, one in enumerate(state.deployments):
            running, pending = counts(one, tasks)
            deployments.append(
                {
                    "id": one.id,
                    "status": "ACTIVE" if number else "PRIMARY",
                    "taskDefinition": one.definition,
                    "desiredCount": 0 if number else service["desired"],
                    "runningCount": running,
                    "pendingCount": pending,
                    "failedTasks": failures(one, tasks),
                    "rolloutState": str(one.rollout),
                    "rolloutStateReason": one.reason,
                    "createdAt": one.created,
                    "updatedAt": one.updated,
                }
            )
        return {
            "running": sum(one["runningCount"] for one in deployments),
            "pending": sum(one["pendingCount"] for one in deployments),
            "deployments": deployments,
            "definition": state.deployments[0].definition if state.deployments else "",
            "asked": service["definition"],
            "events": [
                {"id": str(uuid.uuid4()), "createdAt": now, "message": message} for message in self._events.get(arn, ())
            ],
        }


def _wish(service: Document, *, checks: bool) -> Wish:
    settings = service["deployment"]
    breaker = settings.get("deploymentCircuitBreaker") or {}
    return Wish(
        arn=service["arn"],
        name=service["name"],
        desired=service["desired"] if service["active"] else 0,
        definition=service["definition"],
        forced=service["forced"],
        minimum=int(settings.get("minimumHealthyPercent", 100)),
        maximum=int(settings.get("maximumPercent") or 200),
        breaker=bool(breaker.get("enable")),
        rollback=bool(breaker.get("rollback")),
        has_checks=checks,
    )


def _has_checks(definition: Document) -> bool:
    return any(one.essential and one.checked for one in map(_named, definition.get("containerDefinitions") or ()))


def _named(definition: Document) -> Named:
    container = contained(definition)
    return Named(
        name=container.name,
        image=container.image,
        cpu=str(container.cpu),
        memory=str(container.memory_mib or ""),
        essential=container.essential,
        checked=container.health is not None,
    )


def _region(arn: str) -> str:
    return arn.split(":")[3]
