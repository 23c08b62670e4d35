"""The spec that a request means: a file, an image alone, or a value built in Python."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sealane.errors import InputError, Place, Problem
from sealane.spec.load import Loaded, check, decode, load_plainly
from sealane.verbs.request import Request

if TYPE_CHECKING:
    from sealane.spec.document import Spec


def wanted(request: Request) -> Loaded:
    """Load the spec and put the request's images in their places.

    Raises:
        InputError: when there is no spec, or it is wrong.

    """
    if request.spec is not None:
        return Loaded(spec=_checked(request.spec))
    images = _images(request.images)
    path = request.folder / request.file
    if request.file != "-" and not path.exists() and set(images) == {""}:
        # One image is enough: every other value has its default.
        return load_plainly(f"version: 1\nimage: {_quoted(images[''])}\n", "--image")
    return load_plainly(read_source(request), request.file, images=images)


def read_source(request: Request) -> str:
    """Return the text of the request's file.

    Raises:
        InputError: when it is missing, unreadable or not UTF-8.

    """
    return decode(_read(request.file, request.folder / request.file), request.file)


def _checked(spec: Spec) -> Spec:
    problems = check(spec)
    if problems:
        raise InputError(*problems)
    return spec


def _images(texts: tuple[str, ...]) -> dict[str, str]:
    images: dict[str, str] = {}
    for text in texts:
        service, _, image = text.rpartition("=")
        if not image:
            raise InputError(
                Problem(code="image-empty", what="`--image` names no image", hint="`--image demo/app:1.0`")
            )
        images[service] = image
    return images


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@cache
def _typed() -> bytes:
    """Return standard input, which gives its content only once, however often a verb asks for the spec."""
    return sys.stdin.buffer.read()


def _read(file: str, path: Path) -> bytes:
    if file == "-":
        return _typed()
    try:
        return path.read_bytes()
    except FileNotFoundError:
        problem = Problem(
            code="spec-missing",
            what=f"there is no `{file}` here",
            facts=(("looked in", str(path.parent)),),
            hint="write one with `sealane init --image demo/app:1.0`, or name an image alone with `--image`",
        )
    except IsADirectoryError:
        problem = Problem(
            code="spec-is-a-folder",
            what=f"`{file}` is a folder",
            hint="name the file in it: `--file folder/sealane.yaml`",
        )
    except OSError as error:
        problem = Problem(
            code="spec-not-readable",
            what=f"`{file}` cannot be read",
            facts=(("reason", error.strerror or str(error)),),
            hint=f"`ls -l {file}`",
        )
    raise InputError(problem.at(Place(file=file)))
