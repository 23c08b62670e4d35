"""How long a pull of 500 MB through a lab takes, against the same client and the same registry over plain loopback."""

from __future__ import annotations

import base64
import contextlib
import gzip
import hashlib
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.places import WORK, fresh
from benchmarks.plans import plan_of
from benchmarks.trial import Comparison, Outcome, WrongAnswerError
from sealane.grammar.registry_hosts import private_registry_host
from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.front.backends import Backends
from sealane.lab.front.front import Front
from sealane.lab.front.layers import Layers
from sealane.lab.kernel.enclosure import Enclosure, enter
from sealane.lab.kernel.lab import Lab
from sealane.lab.kernel.wire import Wire
from sealane.lab.resolver.server import NameServer
from sealane.lab.survey.survey import survey
from sealane.readers.plan.read import world_of_plan
from sealane.sandbox import daemon, demo_image, registry
from sealane.sandbox.estate.settled import settled
from sealane.sandbox.images import Place, announce
from sealane.sandbox.record import Sandbox
from sealane.sandbox.registry_calls import RegistryCalls

MEGABYTES = 500
_REGION = "us-east-1"
_PULL = ("skopeo", "--insecure-policy", "copy", "--quiet")


def comparisons() -> Iterator[Comparison | Outcome]:
    """Yield the pull; what it needs stands while it is measured."""
    folder = fresh("pulling")
    environ = {**os.environ, "SEALANE_SANDBOX_DIR": str(folder / "aws")}
    sandbox = daemon.start(environ)
    try:
        kept = registry.ensure(sandbox, environ)
        place = Place(account=sandbox.account, region=_REGION, repository="big", tag="1")
        _push(sandbox, kept, place)
        ports = [urlsplit(each).port or 0 for each in (sandbox.endpoint, kept.url)]
        with enter(_serve, _blueprint(sandbox), _backends(sandbox, kept), ports=ports) as enclosure:
            yield Comparison(
                name=f"a pull of {MEGABYTES} MB through the lab",
                against="the same over plain loopback",
                subject=Through(enclosure=enclosure),
                yardstick=Plain(source=f"docker://{urlsplit(kept.url).netloc}/{place.stored}:1"),
                repetitions=7,
                budget=1 / 0.8,
            )
    finally:
        daemon.stop(environ)
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Through:
    """A pull by the task of a planned VPC: names, filters, TLS, token, redirects."""

    enclosure: Enclosure[None]
    target: Path = field(default=WORK / "pulling" / "through")

    def seconds(self) -> float:
        """Pull once."""
        shutil.rmtree(self.target, ignore_errors=True)
        self.enclosure.send(str(self.target))
        said = self.enclosure.receive()
        if isinstance(said, str):
            raise WrongAnswerError(said)
        _check(self.target)
        return float(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """A pull from the registry itself."""

    source: str
    target: Path = field(default=WORK / "pulling" / "plain")

    def seconds(self) -> float:
        """Pull once."""
        shutil.rmtree(self.target, ignore_errors=True)
        began = time.perf_counter()
        options = ("--src-tls-verify=false", "--src-no-creds")
        done = subprocess.run([*_PULL, *options, self.source, f"dir:{self.target}"], capture_output=True, check=False)
        taken = time.perf_counter() - began
        if done.returncode:
            raise WrongAnswerError(done.stderr.decode(errors="replace"))
        _check(self.target)
        return taken


def _check(folder: Path) -> None:
    pulled = sum(each.stat().st_size for each in folder.iterdir())
    if pulled < MEGABYTES << 20:
        msg = f"{pulled} bytes were pulled"
        raise WrongAnswerError(msg)


def _serve(wire: Wire, blueprint: Blueprint, backends: Backends) -> None:
    """Pull into every folder that the wire brings, from a task's place in the lab."""
    host = private_registry_host(backends.account, _REGION)
    with Lab(blueprint) as lab, contextlib.suppress(EOFError):
        names, front = NameServer(blueprint, lab), Front(blueprint, lab, backends, None)
        names.start()
        front.start()
        lab.trust(front.authority.pem)
        token = base64.b64decode(front.aside().token("", _REGION)).decode()
        while True:
            target = str(wire.hear())
            began = time.perf_counter()
            command = [*_PULL, "--src-creds", token, f"docker://{host}/big:1", f"dir:{target}"]
            child = lab.popen(blueprint.seats[0].space, command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            said = child.communicate()[1]
            taken = time.perf_counter() - began
            wire.say(said.decode(errors="replace") if child.returncode else taken)


def _blueprint(sandbox: Sandbox) -> Blueprint:
    return survey(settled(world_of_plan(plan_of(1), "plan.json"), sandbox.account))


def _backends(sandbox: Sandbox, kept: registry.Registry) -> Backends:
    return Backends(
        aws=sandbox.endpoint,
        account=sandbox.account,
        region=_REGION,
        registry=kept.url,
        layers=Layers(kept.folder),
    )


def _push(sandbox: Sandbox, kept: registry.Registry, place: Place) -> None:
    """Push an image of one layer that does not compress."""
    layer = gzip.compress(os.urandom(MEGABYTES << 20), 0, mtime=0)
    config = json.dumps({"architecture": "amd64", "os": "linux", "rootfs": {"type": "layers", "diff_ids": []}}).encode()
    with contextlib.closing(RegistryCalls(kept)) as calls:
        described: list[dict[str, Any]] = []
        for blob, kind in ((config, demo_image.CONFIG), (layer, demo_image.LAYER)):
            digest = f"sha256:{hashlib.sha256(blob).hexdigest()}"
            calls.put_blob(place.stored, digest, blob)
            described.append({"mediaType": kind, "digest": digest, "size": len(blob)})
        manifest = {
            "schemaVersion": 2,
            "mediaType": demo_image.MANIFEST,
            "config": described[0],
            "layers": described[1:],
        }
        calls.put_manifest(place.stored, place.tag, json.dumps(manifest).encode(), demo_image.MANIFEST)
        top = calls.manifest(place.stored, place.tag)
        if top is None:
            msg = "the registry did not keep what was pushed"
            raise WrongAnswerError(msg)
        announce(sandbox, calls, place, top)
