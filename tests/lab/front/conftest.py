"""A front on this machine's loopback, before an embedded AWS and a registry of its own."""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import os
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any

import pytest

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.listeners import Listener, Stands
from sealane.lab.front.backends import Backends
from sealane.lab.front.callers import Principal
from sealane.lab.front.certificates import Authority
from sealane.lab.front.front import Front
from sealane.lab.front.judge import EndpointPolicy, Judge, RolePolicies
from sealane.lab.front.layers import Layers
from sealane.records import dataclass
from sealane.sandbox import daemon, images, registry
from sealane.sandbox.clients import client
from sealane.sandbox.images import Place
from sealane.sandbox.record import Sandbox
from sealane.sandbox.registry_calls import RegistryCalls

ACCOUNT, REGION = "123456789012", "us-east-1"
KEY = "ASIAEXECUTIONROLE00"
OPEN = {"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}}
_AUTHORITY = Authority()


class _Loopback:
    """Spaces that are all this machine."""

    def inside(self, space: str) -> AbstractContextManager[None]:  # noqa: ARG002 (every space is the same)
        """Stay here."""
        return contextlib.nullcontext()


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What stands behind: an image `app:1.0` of one layer, a secret and a log group."""

    sandbox: Sandbox
    backends: Backends
    layer: bytes
    digest: str
    secret: str

    @property
    def layer_digest(self) -> str:
        """The layer's digest."""
        return f"sha256:{hashlib.sha256(self.layer).hexdigest()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a client got."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401 (any value of JSON)
        """The body, decoded."""
        return json.loads(self.body)


@pytest.fixture(scope="session")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    """Give one embedded AWS with an image, a secret and a log group in it."""
    environ = {**os.environ, "SEALANE_SANDBOX_DIR": str(tmp_path_factory.mktemp("sandbox"))}
    sandbox = daemon.start(environ)
    kept = registry.ensure(sandbox, environ)
    place = Place(account=ACCOUNT, region=REGION, repository="app", tag="1.0")
    layer, config = b"layer" * 1000, b"{}"
    with contextlib.closing(RegistryCalls(kept)) as calls:
        described = []
        for blob in (config, layer):
            digest = f"sha256:{hashlib.sha256(blob).hexdigest()}"
            calls.put_blob(place.stored, digest, blob)
            described.append({"mediaType": "application/octet-stream", "digest": digest, "size": len(blob)})
        kind = "application/vnd.oci.image.manifest.v1+json"
        manifest = {"schemaVersion": 2, "mediaType": kind, "config": described[0], "layers": described[1:]}
        calls.put_manifest(place.stored, "1.0", json.dumps(manifest).encode(), kind)
        top = calls.manifest(place.stored, "1.0")
        assert top is not None
        digest = images.announce(sandbox, calls, place, top)
    made = client(sandbox, "secretsmanager", REGION).create_secret(Name="db", SecretString="hush")
    client(sandbox, "logs", REGION).create_log_group(logGroupName="/ecs/app")
    backends = Backends(
        aws=sandbox.endpoint, account=ACCOUNT, region=REGION, registry=kept.url, layers=Layers(kept.folder)
    )
    yield Behind(sandbox=sandbox, backends=backends, layer=layer, digest=digest, secret=made["ARN"])
    daemon.stop(environ)


class Standing:
    """A front with an endpoint for each service and the internet, and a client of it."""

    def __init__(self, behind: Behind, judge: Judge | None) -> None:
        """Stand."""
        suffixes = ("ecr.api", "ecr.dkr", "logs", "secretsmanager", "s3")
        listeners = [
            Listener(
                space=suffix,
                port=0,
                stands=Stands.GATEWAY_ENDPOINT if suffix == "s3" else Stands.INTERFACE_ENDPOINT,
                services=(f"com.amazonaws.{REGION}.{suffix}",),
                endpoint=suffix,
            )
            for suffix in suffixes
        ]
        outside = Listener(space="outside", port=0, stands=Stands.INTERNET)
        blueprint = Blueprint(sets={}, listeners=(*listeners, outside))
        self.front = Front(blueprint, _Loopback(), behind.backends, judge, _AUTHORITY)
        self.front.start()
        self.trust = ssl.create_default_context(cadata=_AUTHORITY.pem.decode())

    def connect(self, space: str, host: str, trust: ssl.SSLContext | None = None) -> ssl.SSLSocket:
        """Open TLS to a host where it stands."""
        plain = socket.create_connection(("127.0.0.1", self.front.ports()[space]), timeout=10)
        try:
            return (trust or self.trust).wrap_socket(plain, server_hostname=host)
        except OSError:
            plain.close()
            raise

    def ask(
        self, space: str, url: str, *, method: str = "GET", body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Reply:
        """Make one request to a host where it stands; `url` is host and path."""
        host, slash, path = url.removeprefix("https://").partition("/")
        connection = http.client.HTTPConnection(host)
        connection.sock = self.connect(space, host)
        with contextlib.closing(connection):
            connection.request(method, slash + path or "/", body, dict(headers or {}))
            answer = connection.getresponse()
            return Reply(status=answer.status, headers=dict(answer.getheaders()), body=answer.read())

    def call(self, space: str, service: str, target: str, fields: dict[str, Any], *, key: str = KEY) -> Reply:
        """Call an operation of a JSON API with an access key."""
        label = "api.ecr" if service == "ecr" else service
        headers = {
            "Content-Type": "application/x-amz-json-1.1",
            "X-Amz-Target": target,
            "Authorization": f"AWS4-HMAC-SHA256 Credential={key}/20260101/{REGION}/{service}/aws4_request, Signature=0",
        }
        body = json.dumps(fields).encode()
        return self.ask(space, f"{label}.{REGION}.amazonaws.com/", method="POST", body=body, headers=headers)

    def token(self) -> str:
        """Log in and return the header that carries the token."""
        target = "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken"
        got = self.call("ecr.api", "ecr", target, {}).json
        return f"Basic {got['authorizationData'][0]['authorizationToken']}"

    def pull(
        self, path: str, token: str, *, space: str = "ecr.dkr", account: str = ACCOUNT, method: str = "GET"
    ) -> Reply:
        """Ask the registry."""
        host = f"{account}.dkr.ecr.{REGION}.amazonaws.com"
        return self.ask(space, f"{host}{path}", method=method, headers={"Authorization": token} if token else {})


def judge(statements: list[dict[str, Any]], endpoints: Mapping[str, Any] | None = None) -> Judge:
    """Return a judge of one role and of endpoints that are open unless said otherwise."""
    policies = {**dict.fromkeys(("ecr.api", "ecr.dkr", "logs", "secretsmanager", "s3"), OPEN), **(endpoints or {})}
    return Judge(
        {"exec": RolePolicies(identity=({"Statement": statements},))},
        {key: EndpointPolicy(document=document, anybody_only=key == "s3") for key, document in policies.items()},
    )


@pytest.fixture
def standing(behind: Behind) -> Iterator[Standing]:
    """Give a front whose role may do everything."""
    yield from stand(behind, judge([{"Effect": "Allow", "Action": "*", "Resource": "*"}]))


def stand(behind: Behind, judge: Judge | None) -> Iterator[Standing]:
    """Give a front, stopped afterwards."""
    made = Standing(behind, judge)
    made.front.admit(
        KEY,
        Principal(
            role="exec",
            arn=f"arn:aws:sts::{ACCOUNT}:assumed-role/exec/task",
            role_arn=f"arn:aws:iam::{ACCOUNT}:role/exec",
        ),
    )
    yield made
    made.front.stop()
