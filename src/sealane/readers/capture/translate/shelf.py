"""The answers of a capture by call, each beside what is known of how it was asked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import PurePosixPath
from urllib.parse import unquote

from sealane.readers.capture.captured import CapturedCall, action_of
from sealane.readers.capture.recognise import OPERATIONS
from sealane.readers.json_node import Node
from sealane.records import dataclass, field
from sealane.world.values import Known, Origin, Unread, Value

_JSON_START = "%7B"


@dataclass(frozen=True, slots=True)
class Answer:
    """One call with its answer as a node that checks what is taken from it."""

    call: CapturedCall
    node: Node

    def parameter(self, *names: str) -> str:
        """Return the first of some parameters that is a text."""
        found = (self.call.parameters.get(name) for name in names)
        return next((value for value in found if isinstance(value, str) and value), "")

    def named(self, pattern: str) -> str:
        """Return the id of a form that the file's path holds, the file's own name first; empty when there is none."""
        for part in reversed(PurePosixPath(self.call.file.replace("\\", "/")).parts):
            found = re.findall(rf"(?<![A-Za-z0-9])(?:{pattern})(?![A-Za-z0-9])", part)
            if found:
                return str(found[-1])
        return ""

    def one_of(self, names: Iterable[str]) -> str:
        """Return the one of some names that the file, its folder, or AWS's message names, whole and not as a part."""
        words = words_of(self.call.file, self.call.said)
        return next((name for name in names if name and not words.isdisjoint(spellings_of(name))), "")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every call of a capture, by name."""

    by_call: Mapping[str, tuple[Answer, ...]]
    unclaimed: list[Unclaimed] = field(default_factory=list)

    def answers(self, *calls: str) -> Iterator[Answer]:
        """Yield the answers of some calls that AWS answered."""
        for call in calls:
            yield from (answer for answer in self.by_call.get(call, ()) if answer.call.answered)

    def nodes(self, call: str, key: str) -> Iterator[Node]:
        """Yield everything under a key of every answer of a call."""
        for answer in self.answers(call):
            yield from answer.node.nodes(key)

    def every(self, call: str) -> tuple[Answer, ...]:
        """Return all calls of a name, those that AWS refused too."""
        return self.by_call.get(call, ())

    def asked(self, *calls: str) -> bool:
        """Tell whether AWS answered one of some calls, be it that there is nothing."""
        return any(not answer.call.refused for call in calls for answer in self.every(call))

    def why_not(self, *calls: str) -> Unread:
        """Return why nothing is known of what some calls would tell: AWS refused them, or nobody asked."""
        for call in calls:
            for answer in self.every(call):
                if answer.call.refused:
                    return unread(answer.call)
        return Unread(f"the answer of {command_of(calls[0])} is missing", action_of(calls[0]))


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """An answer that does not say whose it is, and what would say it."""

    call: CapturedCall
    lacks: str


def shelf_of(calls: Iterable[CapturedCall]) -> Shelf:
    """Put calls in order."""
    found: dict[str, list[Answer]] = {}
    for call in calls:
        place = call.place or call.file or call.call
        found.setdefault(call.call, []).append(Answer(call, Node(dict(call.output), "", place)))
    return Shelf({name: tuple(answers) for name, answers in found.items()})


def unread(call: CapturedCall) -> Unread:
    """Return a refused call as a value."""
    said = f"{call.error}: {call.said}" if call.said else call.error
    return Unread(f"AWS refused {command_of(call.call)}: {said}", call.action)


def command_of(call: str) -> str:
    """Write a call as a command of the AWS CLI."""
    service, _, operation = call.partition(":")
    dashed = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", operation).lower()
    return f"`aws {'s3api' if service == 's3' else service} {dashed}`"


def key_of(node: Node, name: str) -> str:
    """Return an id that no such document lacks.

    Raises:
        InputError: when it lacks it.

    """
    found = node.text(name)
    if not found:
        raise node.problem(
            code="capture-id-missing",
            what=f"`{node.at(name)}` is missing, without which nobody can say what this is",
            hint="save the whole output of the command",
        )
    return found


def origin_of(name: str, node: Node) -> Origin:
    """Return where a fact stands: its ARN or id, and the file when it was read from one."""
    return Origin(name, node.file if not _is_call(node.file) else "")


def document_of(node: Node, name: str) -> str:
    """Return a policy as JSON text, whether AWS gave it as text, in URL encoding or as an object; empty for none.

    Raises:
        InputError: when it is something else.

    """
    value = node.members.get(name)
    if isinstance(value, dict):
        return json.dumps(value, separators=(",", ":"))
    text = node.text(name)
    return unquote(text) if text[: len(_JSON_START)].upper() == _JSON_START else text


def switch_of(node: Node, name: str) -> Value[bool]:
    """Return true or false, false where it is absent."""
    return Known(node.flag(name, default=False))


def last_part(arn: str) -> str:
    """Return what stands after the last slash or colon of an ARN."""
    return re.split(r"[/:]", arn)[-1]


def _is_call(file: str) -> bool:
    return bool(re.fullmatch(r"[a-z0-9]+:[A-Za-z0-9]+", file))


def spellings_of(name: str) -> frozenset[str]:
    """Return a name as a file system and AWS's messages write it."""
    return frozenset({name, *(re.sub(r"[/:]", mark, name) for mark in "_-.+")})


@lru_cache(maxsize=4096)
def words_of(file: str, said: str) -> frozenset[str]:
    """Return what a path and a message name: each part of the path without commands and numbers, each word said."""
    words: set[str] = set()
    for part in PurePosixPath(file.replace("\\", "/")).parts:
        stem = re.sub(r"\.(json|txt|err)$", "", part)
        for command in _commands():
            stem = stem.replace(command, ".")
        for whole in (stem, re.sub(r"^[0-9]+[-_.]", "", stem)):
            words |= {whole, *(word.strip("-_. ") for word in (whole, *re.split(r"[._+@, ]", whole)))}
    for word in re.split(r"[\s'\"`,()]+", said):
        words |= {word, word.rpartition("/")[2], word.rpartition(":")[2], word.partition(":role/")[2]}
    words |= {re.sub(r"-v[0-9]+$", "", word) for word in words}
    return frozenset(words - {""})


@cache
def _commands() -> tuple[str, ...]:
    dashed = (command_of(call).strip("`").removeprefix("aws ") for call in OPERATIONS)
    spelled = {form for command in dashed for form in (command.replace(" ", "-"), command.partition(" ")[2])}
    return tuple(sorted(spelled, key=len, reverse=True))
