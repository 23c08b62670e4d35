"""Service Connect: names by which services reach each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.grammar import names
from sealane.spec import derived
from sealane.spec.finding import Finding, Rule
from sealane.spec.places import Path

if TYPE_CHECKING:
    from sealane.spec.document import Spec

_LINK = names.SERVICE_CONNECT_DNS.link
_NAME = Rule(code="service-connect-name-invalid", link=_LINK)
_PORT = Rule(code="service-connect-needs-port", link=_LINK)
_TAKEN = Rule(code="service-connect-name-taken", link=_LINK)


def service_connect_of_the_services(spec: Spec) -> Iterator[Finding]:
    """Check the names that the services offer, and that each is offered once."""
    taken: dict[str, str] = {}
    for name, service in spec.services.items():
        connect = service.service_connect
        if connect is None:
            continue
        path: Path = ("services", name, "service_connect")
        own: Path = (*path, "dns_name")
        if connect.dns_name and not service.port:
            what = "a name without a port offers nothing to connect to"
            also = (("services", name, "port"),)
            yield _PORT.broken(own, what, "add `port: 8080` to the service, or drop `dns_name`", also=also)
        if not service.port:
            continue
        offered = derived.service_connect_name(name, connect.dns_name)
        if not names.SERVICE_CONNECT_DNS.admits(offered):
            what = f"`{offered}` cannot be a Service Connect name"
            facts = (("allowed", f"up to 127 {names.SERVICE_CONNECT_DNS.allowed}"),)
            yield _NAME.broken(own, what, f"for example `dns_name: {name.lower()}`", facts=facts)
        elif offered in taken:
            what = f"the service `{taken[offered]}` already offers the name `{offered}`"
            also = (("services", taken[offered], "service_connect"),)
            yield _TAKEN.broken(own, what, f"for example `dns_name: {name.lower()}-{spec.name.lower()}`", also=also)
        taken.setdefault(offered, name)
