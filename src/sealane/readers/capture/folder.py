"""A directory of answers to a capture.

Every file holds the output of one call as the AWS CLI prints it, or the form that `save` writes, in which the output
stands beside the call. A file with what the CLI prints when AWS refuses counts as that refusal, an empty one with a
command's name as a call that gave nothing. What an answer does not say itself is told by names: the id it is about, or
a Region, in the file's name or its folder's; a folder with the output of `aws sts get-caller-identity` belongs to that
account.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

import msgspec

from sealane.errors import EnvironmentFailure, InputError, Problem, SealaneError
from sealane.grammar.partitions import known_regions
from sealane.readers.capture.captured import Capture, CapturedCall
from sealane.readers.capture.recognise import call_of, call_of_name, error_of
from sealane.readers.json_node import Node, parse
from sealane.records import replace

_JSON = ".json"
_IDENTITY = "sts:GetCallerIdentity"
_MORE = ("NextToken", "nextToken", "NextMarker", "Marker", "IsTruncated", "HasMoreResults")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LINK = "https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-output-format.html"


def read_folder(folder: Path, name: str = "") -> Capture:
    """Return the capture in a directory; `name` is how the user wrote it.

    Raises:
        InputError: there is no such directory, nothing in it is an answer of AWS, or files are no JSON: all of them.
        EnvironmentFailure: the machine does not let it be read.

    """
    shown = name or str(folder)
    if not folder.is_dir():
        problem = Problem(code="capture-missing", what=f"There is no directory {shown}", hint=f"`ls {shown}`")
        raise InputError(problem)
    calls: list[CapturedCall] = []
    ignored: list[str] = []
    problems: list[Problem] = []
    for path in _files(folder):
        file = path.relative_to(folder).as_posix()
        try:
            call = _call(path, file, f"{shown.rstrip('/')}/{file}")
        except InputError as error:
            problems += error.problems
            continue
        if call is None:
            ignored.append(file)
        else:
            calls.append(call)
    if problems:
        raise InputError(*problems)
    if not calls:
        raise InputError(_nothing(shown))
    return Capture(name=shown, calls=_of_accounts(calls), ignored=tuple(ignored))


def looks_like_capture(folder: Path) -> bool:
    """Tell whether some file of a directory holds an answer of AWS."""
    for path in _files(folder):
        if path.suffix == _JSON:
            try:
                if _call(path, path.relative_to(folder).as_posix(), str(path)) is not None:
                    return True
            except SealaneError:
                continue
    return False


def _files(folder: Path) -> Iterator[Path]:
    try:
        found = sorted(path for path in folder.rglob("*") if path.is_file())
    except OSError as error:
        raise EnvironmentFailure(_unreadable(str(folder), error)) from None
    for path in found:
        if not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def _call(path: Path, file: str, place: str) -> CapturedCall | None:
    """Return what a file holds; `None` for a file that holds nothing of AWS."""
    text = _text(path, place)
    named = call_of_name(PurePosixPath(file).name) or call_of_name(file)
    call, code, said = error_of(text[:4000])
    if code:
        return _failed(CapturedCall(call=call or named, file=file, place=place, error=code, said=said))
    if not text.strip():
        empty = CapturedCall(call=named, file=file, place=place, error="EmptyFile", said=f"{place} is empty")
        return _failed(empty) if path.suffix == _JSON else None
    if path.suffix != _JSON and text.lstrip()[:1] != "{":
        return None
    document = _document(text, place)
    return None if document is None else _answer(document, file, place)


def _failed(call: CapturedCall) -> CapturedCall | None:
    return replace(call, region=_region(call.file)) if call.call else None


def _text(path: Path, place: str) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EnvironmentFailure(_unreadable(place, error)) from None
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    return data.decode("utf-8", "replace")


def _document(text: str, place: str) -> Mapping[str, object] | None:
    try:
        document = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        # The slower reader says line and column, and takes what the faster one is too strict for.
        return None if _is_json_lines(text) else parse(text, place).members
    return document if isinstance(document, dict) else None


def _is_json_lines(text: str) -> bool:
    """Tell whether each line is a document of its own, as logs are kept; the AWS CLI prints no answer like that."""
    first, _, rest = text.strip().partition("\n")
    try:
        return bool(rest) and isinstance(msgspec.json.decode(first), dict)
    except (msgspec.DecodeError, RecursionError):
        return False


def _answer(document: Mapping[str, object], file: str, place: str) -> CapturedCall | None:
    if isinstance(document.get("sealane"), dict):
        return _wrapped(Node(dict(document), "", place), file, place)
    call = call_of(document)
    if not call:
        return None
    partial = any(_goes_on(document.get(key)) for key in _MORE)
    return CapturedCall(call=call, output=document, region=_region(file), file=file, place=place, partial=partial)


def _wrapped(node: Node, file: str, place: str) -> CapturedCall:
    head, error = node.node("sealane"), node.node("error")
    call = head.text("call") or call_of(node.node("output").members)
    if not call:
        raise node.problem(code="capture-call-missing", what="`sealane.call` is missing", hint="`ec2:DescribeVpcs`")
    return CapturedCall(
        call=call,
        output=node.node("output").members,
        parameters=head.node("parameters").members,
        region=head.text("region"),
        account=head.text("account"),
        file=file,
        place=place,
        error=error.text("code"),
        said=error.text("message"),
        partial=head.flag("partial", default=False),
    )


def _goes_on(value: object) -> bool:
    return value is True or (isinstance(value, str) and bool(value))


def _region(file: str) -> str:
    tokens = re.findall(r"(?<![a-z0-9])[a-z]{2,4}(?:-[a-z]+)+-\d+(?![a-z0-9])", file)
    known = known_regions()
    return next((token for token in reversed(tokens) if token in known), "")


def _of_accounts(calls: list[CapturedCall]) -> tuple[CapturedCall, ...]:
    """Return the calls with the account of the nearest folder above that says whose it is."""
    accounts = {
        PurePosixPath(call.file).parent: str(call.output.get("Account") or "")
        for call in calls
        if call.call == _IDENTITY and call.answered
    }
    return tuple(call if call.account else replace(call, account=_account(call.file, accounts)) for call in calls)


def _account(file: str, accounts: Mapping[PurePosixPath, str]) -> str:
    return next((accounts[folder] for folder in PurePosixPath(file).parents if folder in accounts), "")


def _nothing(shown: str) -> Problem:
    return Problem(
        code="capture-empty",
        what=f"No file in {shown} holds the answer of an AWS call that sealane knows",
        hint=f"save some with `aws ec2 describe-vpcs --output json > {shown.rstrip('/')}/describe-vpcs.json`, "
        f"or all that a service needs with `sealane prove --live --save {shown}`",
        link=_LINK,
    )


def _unreadable(place: str, error: OSError) -> Problem:
    return Problem(
        code="file-unreadable",
        what=f"{place} cannot be read",
        facts=(("because", error.strerror or str(error)),),
        hint=f"`ls -l {place}`",
    )
