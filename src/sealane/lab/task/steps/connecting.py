"""Steps of which only the connection is made: what is said over it is the business of somebody's own program."""

from __future__ import annotations

import socket
from collections.abc import Callable

from sealane.lab.task.failures import CallFailed
from sealane.lab.task.scene import Made, Scene, failed, not_made, worked
from sealane.lab.task.subjects import host_of
from sealane.startup.step import Outside, Step

_HTTPS = 443


def connected(step: Step, scene: Scene, word: Callable[[CallFailed], str] | None = None) -> Made:
    """Connect, and shake hands where the port says TLS; a host outside AWS is not there to say more."""
    host = host_of(step)
    try:
        made = _connection(step, scene, host)
        address = made.getpeername()[0]
        made.close()
    except CallFailed as error:
        return failed(error, word(error) if word else "")
    if isinstance(step.carrier, Outside):
        return not_made(f"{host} is outside AWS: it could be reached, and what it would answer nobody knows here")
    return worked(address, step.port, "the connection was made, not the call")


def _connection(step: Step, scene: Scene, host: str) -> socket.socket:
    dial = scene.caller.secure if step.port == _HTTPS else scene.caller.connect
    return dial(host, step.port)
