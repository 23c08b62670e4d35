"""A task, a registry endpoint and S3 in three network namespaces, and a real client that pulls; run in an enclosure."""

from __future__ import annotations

import base64
import subprocess
from ipaddress import ip_address, ip_interface, ip_network
from pathlib import Path

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.listeners import Listener, Stands
from sealane.lab.blueprint.names import Answer, Resolver, Servers
from sealane.lab.blueprint.routes import Way
from sealane.lab.blueprint.spaces import End, Link, Space, SpaceKind
from sealane.lab.front.backends import Backends
from sealane.lab.front.front import Front
from sealane.lab.front.layers import Layers
from sealane.lab.kernel.lab import Lab
from sealane.lab.resolver.record import Query
from sealane.lab.resolver.server import NameServer
from sealane.records import dataclass
from sealane.verdicts.observation import Exchange

_REGION = "us-east-1"
_HOST = f"123456789012.dkr.ecr.{_REGION}.amazonaws.com"
_TASK, _REGISTRY, _S3 = "10.0.0.1", "10.0.0.2", "198.51.100.2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """How a pull ended, and what the other side saw of it."""

    status: int
    said: str
    layers: tuple[bytes, ...]
    exchanges: tuple[Exchange, ...]
    queries: tuple[Query, ...]


def pull(aws: str, registry: str, layers: str, target: str) -> Pulled:
    """Pull `app:1.0` by its names into a folder."""
    blueprint = _blueprint()
    backends = Backends(aws=aws, account="123456789012", region=_REGION, registry=registry, layers=Layers(Path(layers)))
    with Lab(blueprint) as lab:
        names, front = NameServer(blueprint, lab), Front(blueprint, lab, backends, None)
        names.start()
        front.start()
        lab.trust(front.authority.pem)
        token = base64.b64decode(front.aside().token("", _REGION)).decode()
        command = ["skopeo", "--insecure-policy", "copy", "--src-creds", token]
        child = lab.popen(
            "task",
            [*command, f"docker://{_HOST}/app:1.0", f"dir:{target}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        said = child.communicate()[1]
        pulled = Pulled(
            status=child.returncode,
            said=said,
            layers=tuple(each.read_bytes() for each in sorted(Path(target).glob("?" * 64))),
            exchanges=front.record.since(),
            queries=names.record.since(),
        )
        front.stop()
        names.stop()
    return pulled


_LISTENERS = (
    Listener(
        space="registry",
        port=443,
        stands=Stands.INTERFACE_ENDPOINT,
        services=(f"com.amazonaws.{_REGION}.ecr.dkr",),
        endpoint="dkr",
    ),
    Listener(
        space="s3",
        port=443,
        stands=Stands.GATEWAY_ENDPOINT,
        services=(f"com.amazonaws.{_REGION}.s3",),
        endpoint="gateway",
    ),
)


def _blueprint() -> Blueprint:
    places = {"registry": _REGISTRY, "s3": _S3}
    anywhere = ip_network("0.0.0.0/0")
    task = ip_interface(f"{_TASK}/32")
    links = [
        Link(
            one=End(space="task", device=space, addresses=(task,) if space == "registry" else ()),
            other=End(space=space, device="eth0", addresses=(ip_interface(f"{address}/32"),)),
        )
        for space, address in places.items()
    ]
    ways = [
        Way(space="task", destination=ip_network(address), device=space, source=task.ip)
        for space, address in places.items()
    ]
    answers = [
        Answer(name=_HOST, addresses=(ip_address(_REGISTRY),)),
        Answer(name=f"*.s3.{_REGION}.amazonaws.com", addresses=(ip_address(_S3),)),
    ]
    return Blueprint(
        sets={},
        spaces=tuple(
            Space(name=name, kind=SpaceKind.TASK if name == "task" else SpaceKind.INTERFACE, stands_for=name)
            for name in ("task", *places)
        ),
        links=tuple(links),
        ways=(*ways, *(Way(space=space, destination=anywhere, device="eth0") for space in places)),
        resolvers=(Resolver(space="registry", addresses=(ip_address(_REGISTRY),), answers=tuple(answers)),),
        servers=(Servers(space="task", addresses=(ip_address(_REGISTRY),)),),
        listeners=_LISTENERS,
    )
