"""Who calls, and whether policies let it: what every service of the front asks first."""

from __future__ import annotations

from collections.abc import Iterable

from sealane.lab.front.callers import Callers, Principal, access_key_of
from sealane.lab.front.denials import sentence
from sealane.lab.front.judge import Judge
from sealane.lab.front.messages import Request, Told
from sealane.records import dataclass, replace

NOT_JUDGED = "no policies were given to the lab"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """Whether a call may pass; what to tell of it, and how AWS says that it may not."""

    allowed: bool
    told: Told
    message: str = ""


class Desk:
    """Asks the judge about every resource of a call."""

    def __init__(self, judge: Judge | None, callers: Callers) -> None:
        """Without a judge everything passes, and every exchange says so."""
        self._judge = judge
        self.callers = callers

    def follow(self, judge: Judge) -> None:
        """Ask another judge from now on."""
        self._judge = judge

    def caller(self, request: Request) -> tuple[Principal | None, bool]:
        """Return who signed a request, and whether it was signed with a key that nobody has."""
        key = access_key_of(request.headers.get("authorization", ""), request.query)
        found = self.callers.by_key(key)
        return found, bool(key) and found is None and self.callers.known

    def passes(
        self, request: Request, principal: Principal | None, action: str, resources: Iterable[str], operation: str
    ) -> Passed:
        """Judge an action on resources; an unknown one is an empty text."""
        wanted = tuple(resources) or ("",)
        told = Told(
            operation=operation, resource=", ".join(filter(None, wanted)), principal=principal.role if principal else ""
        )
        if self._judge is None:
            return Passed(allowed=True, told=replace(told, unenforced=(NOT_JUDGED,)))
        if not action:
            return Passed(allowed=True, told=replace(told, unenforced=("the lab does not know which action this is",)))
        unenforced: list[str] = []
        for resource in wanted:
            said = self._judge.judge(action, resource, principal, request.listener.endpoint)
            unenforced += [each for each in said.unenforced if each not in unenforced]
            if not said.allowed:
                message = sentence(said, action, resource, principal)
                told = replace(told, denied_by=said.layer, unenforced=tuple(unenforced))
                return Passed(allowed=False, told=told, message=message)
        return Passed(allowed=True, told=replace(told, unenforced=tuple(unenforced)))
