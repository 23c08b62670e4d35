"""Bytes of a spec file as text."""

from __future__ import annotations

import codecs

from sealane.errors import InputError, Place, Problem

_YAML = "https://yaml.org/spec/1.2.2/#52-character-encodings"
_OTHER_MARKS = {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16"}


def decode(data: bytes, file: str) -> str:
    """Decode UTF-8, with or without a byte order mark.

    Raises:
        InputError: when the bytes are not UTF-8, placed at the first one that is wrong.

    """
    for mark, name in _OTHER_MARKS.items():
        if data.startswith(mark):
            raise InputError(_problem(Place(file=file), (("found", f"a {name} byte order mark"),), name, file))
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        place = Place(file=file, line=before.count("\n") + 1, column=len(before) - (before.rfind("\n") + 1) + 1)
        facts = (("found", f"byte 0x{data[error.start]:02x} at offset {error.start}"),)
        raise InputError(_problem(place, facts, "LATIN1", file)) from None


def _problem(place: Place, facts: tuple[tuple[str, str], ...], encoding: str, file: str) -> Problem:
    return Problem(
        code="spec-encoding",
        what="the file is not UTF-8 text",
        facts=facts,
        hint=f"save it as UTF-8: `iconv -f {encoding} -t UTF-8 {file}`",
        link=_YAML,
        place=place,
    )
