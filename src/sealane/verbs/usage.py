"""The usage that options and a file say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sealane.errors import EnvironmentFailure, InputError, Place, Problem
from sealane.pricing.usage import Usage
from sealane.pricing.usage_reading import pair_of, usage_of

_HINT = "a usage file has one `KIND: NUMBER` a line, such as `log-gb: 5`"


def usage_said(said: tuple[str, ...], file: str, folder: Path) -> Usage:
    """Return the usage of a file with what options say laid over it.

    Raises:
        InputError: when a kind or a number is wrong, or the file is missing or no list of them.
        EnvironmentFailure: when the file cannot be read.

    """
    pairs = _of_file(folder / file, file) if file else ()
    usage_of(pairs, file)
    return usage_of((*pairs, *map(pair_of, said)))


def _of_file(path: Path, name: str) -> tuple[tuple[str, str], ...]:
    import yaml

    try:
        # Every value is read as the text it is, so that no number passes through a float.
        found: Any = yaml.load(path.read_bytes(), Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts alone
    except OSError as error:
        problem = _problem(f"`{name}` cannot be read: {error.strerror or error}", name)
        if isinstance(error, FileNotFoundError | IsADirectoryError):
            raise InputError(problem) from None
        raise EnvironmentFailure(problem) from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
        raise InputError(_problem(f"`{name}` is no YAML", name)) from None
    if not isinstance(found, dict) or not all(isinstance(one, str) for pair in found.items() for one in pair):
        raise InputError(_problem(f"`{name}` is no list of kinds with a number each", name))
    return tuple(found.items())


def _problem(what: str, name: str) -> Problem:
    return Problem(code="usage-file-invalid", what=what, hint=_HINT, place=Place(file=name))
