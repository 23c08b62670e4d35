"""What an ordinary user does with a lab; run by one, and told as JSON."""

from __future__ import annotations

import json
import os
import socket
import sys
import threading

from sealane.lab.kernel import enclosure, requirements
from sealane.lab.kernel.lab import Lab
from tests.lab.kernel.flows import EVERY
from tests.lab.kernel.network import network
from tests.lab.kernel.workshop import probed


def spoken_to(port: int) -> str:
    """Go into a space and come back, then speak to a port of the machine's loopback, and hear the answer."""
    with Lab(network()) as lab:
        with lab.inside("a"):
            assert sorted(name for _, name in socket.if_nameindex()) == ["eth0", "lo"]
        with socket.create_connection(("127.0.0.1", port), timeout=5) as asked:
            asked.sendall(b"who is there")
            asked.shutdown(socket.SHUT_WR)
            return asked.recv(100).decode()


def _answer(listener: socket.socket) -> None:
    accepted, _ = listener.accept()
    with accepted:
        accepted.sendall(accepted.recv(100).upper())


def main() -> None:
    """Do it, and tell."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        answering = threading.Thread(target=_answer, args=(listener,), daemon=True)
        answering.start()
        port = listener.getsockname()[1]
        found = {
            "user": os.geteuid(),
            "missing": [lack.what for lack in requirements.missing() if "namespaces" in lack.what],
            "flows": enclosure.run(probed, network(), EVERY),
            "heard": enclosure.run(spoken_to, port, ports=(port,)),
        }
    json.dump(found, sys.stdout)
