"""What a proof was made from, so that whoever reads it later can tell whether it was this: hashes and versions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from sealane import __version__
from sealane.errors import InputError, Problem
from sealane.grammar.patterns import pattern
from sealane.readers.recognise import SourceKind
from sealane.records import dataclass

if TYPE_CHECKING:
    from sealane.readers.recognise import Recognised

_OF_TERRAFORM: Final = frozenset({SourceKind.PLAN, SourceKind.STATE, SourceKind.STATE_FILE})
_LOCK: Final = ".terraform.lock.hcl"
_LOCKED: Final = pattern(r'provider "([^"]+)" \{[^}]*?version\s*=\s*"([^"]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a proof comes from.

    Attributes:
        sealane: the version that proved it.
        digest: SHA-256 of the source, empty for the live account; of a folder that of its files' names and hashes.
        files: how many files a folder's hash is of, 0 for a document.
        terraform: the version that wrote the source, empty where it says none.
        providers: the address of each provider and the version that the source asks for or has locked.
        planned: when the plan was made, in its own words; empty where it does not say.
        made: when the page was made, only where `SOURCE_DATE_EPOCH` says it, so that equal sources give equal pages.

    """

    sealane: str
    digest: str = ""
    files: int = 0
    terraform: str = ""
    providers: tuple[tuple[str, str], ...] = ()
    planned: str = ""
    made: str = ""


class _Provider(msgspec.Struct):
    full_name: str = ""
    version_constraint: str = ""


class _Configuration(msgspec.Struct):
    provider_config: dict[str, _Provider] = {}


class _Document(msgspec.Struct):
    """What a Terraform document says of itself; the rest is passed over."""

    terraform_version: str = ""
    timestamp: str = ""
    configuration: _Configuration | None = None


def provenance_of(found: Recognised | None, environ: Mapping[str, str]) -> Provenance:
    """Look at a source; `None` is the live account.

    Raises:
        InputError: when `SOURCE_DATE_EPOCH` is no number of seconds.

    """
    made = _made(environ)
    if found is None:
        return Provenance(sealane=__version__, made=made)
    if found.path is not None and not found.content:
        return _of_folder(found.path, made)
    said = _said(found.content) if found.kind in _OF_TERRAFORM else _Document()
    configured = said.configuration.provider_config.values() if said.configuration else ()
    providers = {(one.full_name, one.version_constraint): None for one in configured if one.full_name}
    return Provenance(
        sealane=__version__,
        digest=hashlib.sha256(found.content).hexdigest(),
        terraform=said.terraform_version,
        providers=tuple(sorted(providers)),
        planned=said.timestamp,
        made=made,
    )


def _of_folder(folder: Path, made: str) -> Provenance:
    """Hash what a folder holds: a line with hash and name for each file, as `sha256sum` writes them, sorted by name."""
    files = sorted(_files(folder), key=lambda path: path.relative_to(folder).as_posix())
    lines = [f"{_hash(path)}  {path.relative_to(folder).as_posix()}\n" for path in files]
    lock = folder / _LOCK
    locked = _LOCKED.findall(lock.read_text(encoding="utf-8", errors="replace")) if lock.is_file() else []
    return Provenance(
        sealane=__version__,
        digest=hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest(),
        files=len(files),
        providers=tuple(sorted((str(address), f"{version} (locked)") for address, version in locked)),
        made=made,
    )


def _files(folder: Path) -> Iterator[Path]:
    """Go through a folder without what is hidden, as Terraform's own working files; the lock counts."""
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith(".") for part in parts) and parts != (_LOCK,)
        if not hidden and path.is_file():
            yield path


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _said(content: bytes) -> _Document:
    try:
        return msgspec.json.decode(content, type=_Document)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return _Document()


def _made(environ: Mapping[str, str]) -> str:
    """Return the moment that the environment fixes.

    https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return ""
    try:
        return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%d %H:%M UTC")
    except (ValueError, OverflowError, OSError):
        what = f"SOURCE_DATE_EPOCH is `{epoch}`, which is no number of seconds since 1970"
        hint = "`export SOURCE_DATE_EPOCH=$(date +%s)`, or unset it"
        raise InputError(Problem(code="date-invalid", what=what, hint=hint)) from None
