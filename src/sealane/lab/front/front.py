"""AWS in front of a lab's programs: every listener of a blueprint, and what answers behind it."""

from __future__ import annotations

import http

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.listeners import Stands
from sealane.lab.front.api import Api
from sealane.lab.front.aside import Aside
from sealane.lab.front.backends import Backends
from sealane.lab.front.callers import Callers, Principal
from sealane.lab.front.certificates import Authority
from sealane.lab.front.conversation import Reception
from sealane.lab.front.desk import Desk
from sealane.lab.front.doors import Doors
from sealane.lab.front.hosts import service_of
from sealane.lab.front.judge import Judge
from sealane.lab.front.messages import Answer, Request, Told, plain
from sealane.lab.front.objects import Objects
from sealane.lab.front.record import Exchanges
from sealane.lab.front.registry import Registry
from sealane.lab.front.starport import Starport
from sealane.lab.sockets import Spaces


class Front:
    """Accepts, answers and remembers.

    Attributes:
        authority: whose certificate the lab's programs have to trust.
        record: what happened, see `Exchanges`.

    """

    def __init__(
        self,
        blueprint: Blueprint,
        spaces: Spaces,
        backends: Backends,
        judge: Judge | None,
        authority: Authority | None = None,
    ) -> None:
        """Listen nowhere yet; without a judge nothing is denied."""
        self.authority = authority or Authority()
        self.record = Exchanges()
        self._blueprint = blueprint
        self._callers = Callers()
        self._desk = desk = Desk(judge, self._callers)
        starport = Starport(backends, desk)
        self._api, self._objects, self._starport = Api(backends, desk), Objects(backends, desk), starport
        self._registry = Registry(backends, desk, starport)
        self._doors = Doors(spaces, Reception(self.authority, self.record, self._answer).welcome)

    def start(self) -> None:
        """Listen; call it from a thread that is in no space, where loopback leads to what stands behind the lab."""
        self._doors.start(self._blueprint.listeners)

    def become(self, blueprint: Blueprint, judge: Judge | None = None) -> None:
        """Listen as another blueprint says, and let another judge decide if there is one."""
        if judge is not None:
            self._desk.follow(judge)
        self._doors.become(blueprint.listeners)

    def stop(self) -> None:
        """Close every listener and every connection."""
        self._doors.stop()

    def ports(self) -> dict[str, int]:
        """Return the port at which each space listens."""
        return self._doors.ports()

    def admit(self, access_key: str, principal: Principal) -> None:
        """Know whose session an access key belongs to; once one is known, a key of nobody's is refused."""
        self._callers.admit(access_key, principal)

    def aside(self) -> Aside:
        """Return what a start would learn from the front, for steps that are made although an earlier one failed."""
        return Aside(self._callers, self._registry, self._starport)

    def _answer(self, request: Request) -> Answer:
        host, stands = request.host, request.listener.stands
        if not host.service:
            if stands is Stands.INTERNET:
                return plain(http.HTTPStatus.OK, f"{request.name} on the internet was reached from the lab\n")
            return _misdirected(request)
        if stands is not Stands.INTERNET and host.service not in map(service_of, request.listener.services):
            return _misdirected(request)
        if host.service == "s3":
            asked = self._starport if self._starport.is_asked_for(request) else self._objects
            return asked.answer(request)
        return (self._registry if host.service.endswith(".dkr") else self._api).answer(request)


def _misdirected(request: Request) -> Answer:
    """Refuse a host that does not belong here; a client that checks certificates does not come this far."""
    told = Told(note=f"{request.name} is not what stands here")
    return plain(http.HTTPStatus.MISDIRECTED_REQUEST, f"{request.name} is not served here\n", told)
