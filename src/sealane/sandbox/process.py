"""The server's process: fence up, moto with its gaps closed, sealane's routes in front, the record written.

Started by `daemon` as `python -m sealane.sandbox.process --instance ID --folder DIR --lock-fd N`.
It inherits the start's lock and lets go of it once its record is written, so whoever waits finds it ready,
even when the command that started it is dead by then.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import secrets
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from sealane.lab.front.layers import Layers
from sealane.sandbox import inventory, loading, owner, provider, record, registry, secret_arns
from sealane.sandbox.attendant import Attendant
from sealane.sandbox.blobs import BLOBS, Blobs
from sealane.sandbox.fargate import changes, keeper
from sealane.sandbox.fargate.keeper import Keeper
from sealane.sandbox.gaps.tag_life import forget_orphans
from sealane.sandbox.holdings import Holdings
from sealane.sandbox.isolation import Fence
from sealane.sandbox.record import ACCOUNT, Sandbox
from sealane.sandbox.registry_process import FOLDER, RegistryProcess
from sealane.sandbox.routes import Routes

if TYPE_CHECKING:
    from werkzeug.serving import BaseWSGIServer


def main(arguments: list[str]) -> int:
    """Serve until the group is told to end."""
    options = _options(arguments)
    _ignore_the_terminal()
    fence = Fence()
    fence.raise_now()
    sandbox, server, routes = _listen(options.instance, options.folder)
    attendant = Attendant(sandbox, fence, dict(os.environ))
    routes.add(provider.ROUTE, attendant.keep)
    images = RegistryProcess(sandbox, fence, dict(os.environ))
    routes.add(registry.ROUTE, images.keep)
    tasks = Keeper(sandbox, fence, dict(os.environ), images.keep)
    for route, answer in ((keeper.START, tasks.start), (keeper.STATE, tasks.state), (keeper.ROUTE, tasks.sync)):
        routes.add(route, answer)
    holdings = Holdings({"ec2": forget_orphans})
    holdings.watch()
    changes.watch()
    routes.add(inventory.ROUTE, lambda _: holdings.lines())
    routes.add(secret_arns.ROUTE, secret_arns.given)
    signal.signal(signal.SIGTERM, lambda *_: _end(server))
    record.write(options.folder, sandbox)
    os.close(options.lock_fd)
    threading.Thread(target=loading.warm_up, daemon=True).start()
    owner.watch(os.environ)
    server.serve_forever(poll_interval=0.1)
    attendant.end()
    tasks.end()
    images.end()
    owner.clear(os.environ, options.folder)
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="sealane.sandbox.process")
    parser.add_argument("--instance", required=True)
    parser.add_argument("--folder", required=True, type=Path)
    parser.add_argument("--lock-fd", required=True, type=int)
    return parser.parse_args(arguments)


def _ignore_the_terminal() -> None:
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTSTP):
        signal.signal(number, signal.SIG_IGN)


def _listen(instance: str, folder: Path) -> tuple[Sandbox, BaseWSGIServer, Routes]:
    from moto.moto_server.werkzeug_app import MotoRequestHandler
    from werkzeug.serving import make_server

    token = secrets.token_urlsafe(32)
    stored = Layers(folder / FOLDER)
    routes = Routes(loading.dispatcher(), token, {"instance": instance, "account": ACCOUNT}, Blobs(BLOBS, stored.blob))
    server = make_server("127.0.0.1", 0, routes, threaded=True, request_handler=MotoRequestHandler)
    endpoint = f"http://127.0.0.1:{server.port}"
    os.environ["MOTO_PORT"] = str(server.port)
    sandbox = Sandbox(
        instance=instance,
        endpoint=endpoint,
        pid=os.getpid(),
        account=ACCOUNT,
        started=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        folder=str(folder),
        token=token,
    )
    return sandbox, server, routes


def _end(server: BaseWSGIServer) -> None:
    # shutdown() waits for serve_forever(), which this very thread runs.
    threading.Thread(target=server.shutdown, daemon=True).start()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
