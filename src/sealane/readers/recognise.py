"""What a source is, told by its content and never by its name.

A file is read once; of a large Terraform document only the first keys are looked at, and all of it only when they say
too little.
"""

from __future__ import annotations

import codecs
import enum
import re
from pathlib import Path
from typing import Final

import msgspec

from sealane.errors import EnvironmentFailure, InputError, Place, Problem
from sealane.grammar.patterns import pattern
from sealane.readers.json_keys import first_keys
from sealane.records import dataclass

_UTF16: Final = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_TERRAFORM_FILES: Final = ("*.tf", "*.tf.json", "*.tofu")
_RESOURCES: Final = pattern(rb"^(?:Resources|\"Resources\"|'Resources')[ \t]*:", re.MULTILINE)
_TEMPLATE_HEAD: Final = pattern(
    rb"^[\"']?(?:AWSTemplateFormatVersion|Transform)[\"']?[ \t]*:|Type[\"']?:[ \t]*[\"']?AWS::", re.MULTILINE
)
# Version 1 of our own format; a file of Docker Compose has `services` too, and its version is 2 or 3, in quotes.
_SPEC_HEAD: Final = pattern(rb"^version[ \t]*:[ \t]*1[ \t]*(?:#[^\n]*)?\r?$", re.MULTILINE)
_SPEC_BODY: Final = pattern(rb"^(?:image|services)[ \t]*:", re.MULTILINE)
_LOOKED_AT: Final = 20
_OF_PLANS: Final = frozenset({"planned_values", "resource_changes"})


class SourceKind(enum.StrEnum):
    """The sources that a world can be read from."""

    PLAN = "terraform-plan"
    STATE = "terraform-state"
    STATE_FILE = "terraform-state-file"
    DIRECTORY = "terraform-directory"
    TEMPLATE = "cloudformation"
    ASSEMBLY = "cdk"
    CAPTURE = "capture"
    SPEC = "spec"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """A source that was recognised: a document with its content as UTF-8, or a folder."""

    kind: SourceKind
    name: str
    path: Path | None = None
    content: bytes = b""


def recognise(path: Path, name: str = "") -> Recognised:
    """Tell what a file or directory is; `name` is how the user wrote it.

    Raises:
        InputError: when it is nothing that can be read, with what was seen and what would be read.
        EnvironmentFailure: when the machine does not let it be read.

    """
    shown = name or str(path)
    try:
        if path.is_dir():
            return _folder(path, shown)
        content = path.read_bytes()
    except FileNotFoundError:
        what = f"there is no file or directory {shown}"
        raise InputError(Problem(code="source-missing", what=what, hint=f"`ls {shown}`")) from None
    except (OSError, ValueError) as error:
        facts = (("because", getattr(error, "strerror", None) or str(error)),)
        problem = Problem(code="file-unreadable", what=f"{shown} cannot be read", facts=facts, hint=f"`ls -l {shown}`")
        raise EnvironmentFailure(problem) from None
    return recognise_document(content, shown, path)


def recognise_document(content: bytes, name: str, path: Path | None = None) -> Recognised:
    """Tell what a document is, as that of standard input.

    Raises:
        InputError: when it is nothing that can be read, with what was seen and what would be read.

    """
    content = _as_utf8(content)
    kind = _kind(content)
    if kind is None:
        from sealane.readers import other_documents

        raise InputError(other_documents.problem_of(content, name))
    return Recognised(kind=kind, name=name, path=path, content=content)


def _folder(path: Path, shown: str) -> Recognised:
    if any(next(path.glob(pattern), None) is not None for pattern in _TERRAFORM_FILES):
        return Recognised(kind=SourceKind.DIRECTORY, name=shown, path=path)
    # Each reader is imported for its own kind of source only, because start-up time is a budget.
    from sealane.readers.capture import kept
    from sealane.readers.capture.folder import looks_like_capture
    from sealane.readers.cloudformation import assembly

    if assembly.is_assembly(path):
        return Recognised(kind=SourceKind.ASSEMBLY, name=shown, path=path)
    if kept.is_kept(path) and (newest := next(iter(kept.captures(path)), None)):
        shown = f"{shown.rstrip('/')}/{newest.path.name}"
        return Recognised(kind=SourceKind.CAPTURE, name=shown, path=newest.path)
    if looks_like_capture(path):
        return Recognised(kind=SourceKind.CAPTURE, name=shown, path=path)
    raise InputError(_nothing_in(path, shown))


def _kind(content: bytes) -> SourceKind | None:
    if content.lstrip()[:1] != b"{":
        return _kind_of_yaml(content)
    keys = set()
    for key in first_keys(content):
        keys.add(key)
        if _plans(keys):
            return SourceKind.PLAN
    found = _of_keys(keys)
    if found is not None:
        return found
    try:
        members = msgspec.json.decode(content, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        # A template with a mistake in it is told by the reader of templates, with line and column.
        return SourceKind.TEMPLATE if _is_yaml_template(content) or b'"AWS::' in content else None
    found = _of_keys(set(members))
    if found is not None or "Resources" not in members:
        return found
    try:
        document = {key: msgspec.json.decode(value) for key, value in members.items()}
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return SourceKind.TEMPLATE
    from sealane.readers.cloudformation.read import recognise as is_template

    return SourceKind.TEMPLATE if is_template(document) else None


def _kind_of_yaml(content: bytes) -> SourceKind | None:
    if _is_yaml_template(content):
        return SourceKind.TEMPLATE
    return SourceKind.SPEC if _SPEC_HEAD.search(content) and _SPEC_BODY.search(content) else None


def _plans(keys: set[str]) -> bool:
    """Tell whether these keys are enough for a plan, whatever others there may be."""
    return "format_version" in keys and not keys.isdisjoint(_OF_PLANS)


def _of_keys(keys: set[str]) -> SourceKind | None:
    """Tell Terraform's documents by their top-level keys.

    https://developer.hashicorp.com/terraform/internals/json-format
    """
    if _plans(keys):
        return SourceKind.PLAN
    if "format_version" in keys and ("values" in keys or keys <= {"format_version", "terraform_version", "checks"}):
        return SourceKind.STATE
    if {"version", "lineage", "resources"} <= keys and "encrypted_data" not in keys:
        return SourceKind.STATE_FILE
    return None


def _is_yaml_template(content: bytes) -> bool:
    return _RESOURCES.search(content) is not None and _TEMPLATE_HEAD.search(content) is not None


def _as_utf8(content: bytes) -> bytes:
    """Return text that PowerShell wrote as UTF-16 in UTF-8, and any without a byte order mark."""
    for mark, encoding in _UTF16:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace").encode()
    return content.removeprefix(codecs.BOM_UTF8)


def _nothing_in(path: Path, shown: str) -> Problem:
    from sealane.readers.other_documents import READ

    names = sorted(one.name for one in path.iterdir())
    facts = [("seen", ", ".join(names[:_LOOKED_AT]) + (" …" if len(names) > _LOOKED_AT else "") or "nothing at all")]
    hint = ""
    if (path / "cdk.json").is_file():
        hint = f"`cdk synth` writes {shown.rstrip('/')}/cdk.out: give that directory"
    elif documents := [name for name in names if name.endswith((".json", ".yaml", ".yml", ".template"))]:
        hint = f"give one of its files: {', '.join(documents[:_LOOKED_AT])}"
    return Problem(
        code="source-unrecognised",
        what=f"{shown} holds nothing that can be proved",
        facts=(*facts, ("read", READ)),
        hint=hint,
        place=Place(file=shown),
    )
