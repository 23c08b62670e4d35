"""An EFS file system: its name, and a connection to a mount target; NFS itself is not spoken."""

from __future__ import annotations

from sealane.lab.mount_names import mount_host
from sealane.lab.task import words
from sealane.lab.task.failures import CallFailed
from sealane.lab.task.scene import Made, Scene, failed, worked
from sealane.lab.task.subjects import host_of
from sealane.startup.step import Step


def make(step: Step, scene: Scene) -> Made:
    """Connect to the mount target."""
    host = mount_host(host_of(step))
    try:
        made = scene.caller.connect(host, step.port)
        address = made.getpeername()[0]
        made.close()
    except CallFailed as error:
        return failed(error, words.mount(error, host))
    return worked(address, step.port, "the mount target accepted the connection; NFS is not spoken here")
