"""What a caller asks of a verb: the spec, which AWS to speak to, and the process's surroundings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sealane.records import dataclass, field

if TYPE_CHECKING:
    from sealane.spec.document import Spec


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The arguments that most verbs share.

    Attributes:
        file: path of the spec; `-` reads standard input.
        images: `IMAGE` or `SERVICE=IMAGE`, replacing what the spec says.
        spec: a spec built in Python; `file` is then not read.
        sandbox: speak to the embedded AWS.
        profile: AWS profile name, empty for the SDK's own choice.
        region: AWS Region code, empty for the spec's or the SDK's.
        role_arn: role to assume before anything else.
        endpoint_url: URL that replaces every AWS endpoint.
        environ: the process's environment variables.
        folder: the folder that relative paths and `.sealane` are taken from.

    """

    file: str = "sealane.yaml"
    images: tuple[str, ...] = ()
    spec: Spec | None = None
    sandbox: bool = False
    profile: str = ""
    region: str = ""
    role_arn: str = ""
    endpoint_url: str = ""
    environ: Mapping[str, str] = field(default_factory=dict)
    folder: Path = field(default_factory=Path)
