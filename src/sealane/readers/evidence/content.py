"""The text of a file that may be compressed, as AWS delivers logs to S3."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from pathlib import Path
from typing import Final

from sealane.errors import EnvironmentFailure, InputError, Place, Problem

_GZIP: Final = b"\x1f\x8b"
_PARQUET: Final = b"PAR1"
# A file of S3 holds at most some minutes of one account; more than this is no file to look through on a desk.
_MOST: Final = 256 * 1024 * 1024
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def bytes_of(path: Path, name: str) -> bytes:
    """Return what a file holds.

    Raises:
        InputError: there is no such file.
        EnvironmentFailure: the machine does not let it be read.

    """
    try:
        return path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        what = f"there is no file {name}"
        raise InputError(Problem(code="evidence-missing", what=what, hint=f"`ls -l {name}`")) from None
    except (OSError, ValueError) as error:
        facts = (("because", getattr(error, "strerror", None) or str(error)),)
        problem = Problem(code="file-unreadable", what=f"{name} cannot be read", facts=facts, hint=f"`ls -l {name}`")
        raise EnvironmentFailure(problem) from None


def text_of(data: bytes, name: str) -> str:
    """Return the text of a file's bytes, unpacked where they are compressed.

    Raises:
        InputError: it is broken, too large, or Parquet.

    """
    if data.startswith(_GZIP):
        data = _unpacked(data, name)
    if data.startswith(_PARQUET):
        raise InputError(_parquet(name))
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    return data.decode("utf-8", "replace")


def _unpacked(data: bytes, name: str) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            found = packed.read(_MOST + 1)
    except (OSError, EOFError, zlib.error) as error:
        what = f"{name} is compressed with gzip and broken"
        facts = (("because", str(error)),)
        problem = Problem(
            code="evidence-broken", what=what, facts=facts, hint=f"`gzip -t {name}`", place=Place(file=name)
        )
        raise InputError(problem) from None
    if len(found) > _MOST:
        what = f"{name} holds more than {_MOST // 1024 // 1024} MiB when it is unpacked"
        hint = f"take the lines of the task: `zgrep INTERFACE {name} > task.log`, with the first line before them"
        raise InputError(Problem(code="evidence-too-large", what=what, hint=hint, place=Place(file=name)))
    return found


def _parquet(name: str) -> Problem:
    return Problem(
        code="evidence-parquet",
        what=f"{name} is Apache Parquet, which is not read",
        hint="ask Athena for the task's records, and give its result as CSV",
        link="https://docs.aws.amazon.com/athena/latest/ug/vpc-flow-logs.html",
        place=Place(file=name),
    )
