"""What each command shows, as a clause beside it."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sealane.diagnosis.commands import Command

_SHOWS: Final = {
    "mount-targets": "the mount targets, their zones and whether they are ready",
    "secret": "whether the secret exists, and its key",
    "parameter": "whether the parameter exists, and its key",
    "log-groups": "the log groups that exist",
    "trust-policy": "who may take the role",
    "free-addresses": "free addresses of the subnets",
    "repository-policy": "whom the repository lets in",
    "image": "whether the image exists",
    "decision": "which policy denies the request",
    "role-policies": "the policies of the role",
    "interface": "whose the address is, and its security groups",
    "dhcp-options": "which name servers the VPCs use",
    "endpoints": "the endpoints: state, private names, routes, groups",
    "quotas": "the limits of the account",
    "zones": "the zones of the subnets",
    "diagnosis": "the causes, proved against the account",
    "diagnosis-of-pasted": "the causes, proved against the account: paste the message, end with Ctrl-D",
}


def shown(command: Command) -> str:
    """Say what a command shows."""
    return _SHOWS.get(command.shows, "")


def line(command: Command) -> str:
    """Write a command as a shell takes it."""
    return shlex.join(command.words)
