"""What whoever started the server lets it do; a tool has no way around it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sealane.records import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Permissions:
    """What is permitted.

    Attributes:
        roots: the folders that files may be read in, without symbolic links on the way to them.
        live: whether the account may be read.
        terraform: whether Terraform may be run on a directory, which may read other files and fetch modules.
        aws: the AWS settings, as `Request` has them.
        environ: the process's environment variables.

    """

    roots: tuple[Path, ...]
    live: bool = False
    terraform: bool = False
    aws: Mapping[str, str | bool] = field(default_factory=dict)
    environ: Mapping[str, str] = field(default_factory=dict)
