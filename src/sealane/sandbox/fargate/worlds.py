"""The world around some tasks, read from the sandbox as from any account: each task as what runs in its one subnet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sealane.readers.live.call import Call
from sealane.readers.live.door import Answer, Door, Line
from sealane.readers.live.fetch import world_of_live
from sealane.readers.live.scope import Scope
from sealane.readers.live.session import SdkLine
from sealane.records import dataclass
from sealane.sandbox import settings
from sealane.sandbox.record import Sandbox
from sealane.world.world import World

_DESCRIBE: Final = ("ecs", "DescribeServices")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A task as it stands in the network; `network` is an awsvpc configuration with one subnet."""

    arn: str
    cluster: str
    definition: str
    network: Mapping[str, Any]
    platform: str
    exec_enabled: bool = False

    @property
    def id(self) -> str:
        """Return the last part of the ARN."""
        return self.arn.rpartition("/")[2]

    @property
    def document(self) -> dict[str, Any]:
        """Return what DescribeServices would say of a service that runs this one task and nothing else."""
        return {
            "serviceArn": self.arn,
            "serviceName": self.id,
            "clusterArn": self.cluster,
            "status": "ACTIVE",
            "desiredCount": 1,
            "launchType": "FARGATE",
            "platformVersion": self.platform,
            "taskDefinition": self.definition,
            "networkConfiguration": {"awsvpcConfiguration": dict(self.network)},
            "enableExecuteCommand": self.exec_enabled,
        }


class TaskLine:
    """A line to the sandbox on which every task is described as a service, so that all of its facts are read."""

    def __init__(self, line: Line, standing: tuple[Standing, ...]) -> None:
        """Take the line and the tasks."""
        self._line = line
        self._by_name = {one.id: one for one in standing}

    def send(self, call: Call, region: str, parameters: Mapping[str, Any]) -> Iterator[Answer]:
        """Make a call."""
        if (call.service, call.operation) != _DESCRIBE:
            yield from self._line.send(call, region, parameters)
            return
        asked = [str(name).rpartition("/")[2] for name in parameters["services"]]
        yield {"services": [self._by_name[name].document for name in asked if name in self._by_name], "failures": []}

    def fetch(self, url: str, limit: int) -> bytes:
        """Fetch what the sandbox handed out."""
        return self._line.fetch(url, limit)


class Reader:
    """Reads worlds; its clients live as long as it does."""

    def __init__(self, sandbox: Sandbox, region: str) -> None:
        """Take the sandbox."""
        self._environ = settings.environment({}, sandbox, region)
        self._region = region
        self._line = SdkLine(self._environ, region, endpoint_url=sandbox.endpoint)

    def world(self, standing: tuple[Standing, ...]) -> World:
        """Read the world around tasks of one Region.

        Raises:
            SealaneError: it cannot be read.

        """
        line = TaskLine(self._line, standing)
        door = Door(region=self._region, environ=self._environ, line=line)
        scope = Scope(clusters=(standing[0].cluster,), services=tuple(one.id for one in standing))
        world, _ = world_of_live(door, scope)
        return world
