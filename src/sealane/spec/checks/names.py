"""Names: the spec's, the services', the volumes', and every name that AWS resources derive from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.grammar import names
from sealane.spec import derived
from sealane.spec.finding import Finding, Rule
from sealane.spec.places import Path

if TYPE_CHECKING:
    from sealane.spec.document import Spec
    from sealane.spec.workload import Workload

_FORM = Rule(code="name-invalid", link=names.LOAD_BALANCER.link)
_COLLISION = Rule(code="name-collision", link=names.ROLE.link)
_NO_SERVICE = Rule(code="services-empty")
_VOLUME = Rule(code="name-invalid", link="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Volume.html")


def names_of_the_spec(spec: Spec) -> Iterator[Finding]:
    """Check the spec's own name, the services' names, and what both come to together."""
    sound = names.OURS.fullmatch(spec.name) is not None
    if not sound:
        yield _not_a_name(("name",), spec.name, on_key=False)
    if not spec.services:
        hint = "add `services: {app: {image: <repository>:<tag>}}`, or `image: <repository>:<tag>` alone"
        yield _NO_SERVICE.broken(("services",), "the spec has no service", hint)
    seen: dict[str, str] = {}
    for name, service in spec.services.items():
        path: Path = ("services", name)
        if not names.OURS.fullmatch(name):
            yield _not_a_name(path, name, on_key=True)
            continue
        other = seen.setdefault(name.lower(), name)
        if other != name:
            what = f"the services `{other}` and `{name}` differ only in case, and IAM role names do not"
            yield _COLLISION.broken(path, what, f"rename `{name}`", on_key=True)
        if sound:
            yield from _derived(spec, name, service)
    if sound and spec.network.flow_logs is not None:
        yield from _fits(names.ROLE, derived.flow_logs_role(spec.name), ("name",), ())


def names_of_volumes(spec: Spec) -> Iterator[Finding]:
    """Check the names of the volumes."""
    for name, service in spec.services.items():
        for volume in service.volumes:
            if not names.OURS.fullmatch(volume):
                path: Path = ("services", name, "volumes", volume)
                hint = _better(volume)
                what = f"`{volume}` cannot name a volume"
                facts = (("allowed", "letters, digits and inner hyphens, beginning with a letter"),)
                yield _VOLUME.broken(path, what, hint, facts=facts, on_key=True)


def _derived(spec: Spec, name: str, service: Workload) -> Iterator[Finding]:
    path: Path = ("services", name)
    also: tuple[Path, ...] = (("name",),)
    for role in (derived.execution_role(spec.name, name), derived.task_role(spec.name, name)):
        found = next(_fits(names.ROLE, role, path, also), None)
        if found is not None:
            yield found
            break
    if service.load_balancer is not None:
        yield from _fits(names.LOAD_BALANCER, derived.load_balancer(spec.name, name), path, also)
    if service.service_connect is not None:
        yield from _fits(names.PORT_NAME, derived.port_name(name), path, ())


def _fits(rule: names.Rule, name: str, path: Path, also: tuple[Path, ...]) -> Iterator[Finding]:
    if rule.admits(name):
        return
    facts: tuple[tuple[str, str], ...] = (("derived name", name),)
    if len(name) > rule.longest:
        over = len(name) - rule.longest
        what = f"the {rule.kind} name `{name}` has {len(name)} characters, {over} more than AWS allows"
        facts = (*facts, ("allowed", f"{rule.longest} characters"))
        hint = f"shorten `name` or `{path[-1]}` by {over} together" if len(path) > 1 else f"shorten `name` by {over}"
        yield Rule(code="name-too-long", link=rule.link).broken(path, what, hint, facts=facts, also=also, on_key=True)
        return
    what = f"the {rule.kind} would be named `{name}`, which AWS does not allow"
    hint = f"choose another name: {rule.allowed}"
    yield Rule(code="name-invalid", link=rule.link).broken(path, what, hint, facts=facts, also=also, on_key=True)


def _not_a_name(path: Path, name: str, *, on_key: bool) -> Finding:
    what = f"`{name}` cannot name AWS resources"
    allowed = "letters, digits and inner hyphens, beginning with a letter and not with `sg-`: what all of them take"
    return _FORM.broken(path, what, _better(name), facts=(("allowed", allowed),), on_key=on_key)


def _better(name: str) -> str:
    better = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")
    if better and (not better[0].isalpha() or better.startswith("sg-")):
        better = f"app-{better}"
    return f"for example `{better or 'app'}`"
