"""`init`: a commented spec to start from, and its schema beside it."""

from __future__ import annotations

import json
from pathlib import Path

from sealane.errors import InputError, Problem
from sealane.records import dataclass
from sealane.spec.load import load
from sealane.spec.schema import schema
from sealane.spec.starter import starter
from sealane.verbs.saving import save

SCHEMA_FILE = "sealane.schema.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """The files that `init` wrote."""

    spec: Path
    schema: Path


def init(
    folder: Path, *, image: str, name: str, region: str, file: str = "sealane.yaml", force: bool = False
) -> Started:
    """Write a spec for an image, and the schema that its first line points to.

    Raises:
        InputError: when the file is there and `force` is not given, or the image is no private ECR image.
        EnvironmentFailure: when the folder cannot be written.

    """
    path = folder / file
    if path.exists() and not force:
        raise InputError(
            Problem(
                code="spec-exists",
                what=f"`{file}` is already there and was left as it is",
                hint=f"edit it, or replace it with `sealane init --force --image {image}`",
            )
        )
    text = starter(image, name, region)
    load(text, "--image")
    beside = path.parent / SCHEMA_FILE
    save(beside, json.dumps(schema(), indent=2, ensure_ascii=False) + "\n")
    save(path, text)
    return Started(spec=path, schema=beside)
