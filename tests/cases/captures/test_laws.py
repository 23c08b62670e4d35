"""Laws of captures: no wound is a crash, keys from the future and the order of files change nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sealane.errors import InputError
from sealane.readers.capture.captured import Capture, CapturedCall
from sealane.readers.capture.folder import read_folder
from sealane.readers.capture.read import world_of
from sealane.records import replace
from tests.thoroughness import examples
from tests.worlds.likeness import said

CALLS = read_folder(Path(__file__).with_name("healthy")).calls
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)
NEW_KEYS = st.dictionaries(st.text(alphabet="abc", min_size=1).map(lambda name: f"New{name}"), JSON, max_size=3)


def outcome(calls: tuple[CapturedCall, ...]) -> str:
    """Return `world`, or the code of the problem with the calls."""
    try:
        return "world" if world_of(Capture(name="x", calls=calls)).source.name == "x" else ""
    except InputError as error:
        return error.problems[0].code


def places_in(document: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """Yield the path of everything in a document."""
    members = (
        document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    )
    for key, value in members:
        yield (*path, key)
        yield from places_in(value, (*path, key))


@settings(max_examples=examples(50))
@given(st.integers(0, len(CALLS) - 1), st.data())
def test_no_wound_of_an_answer_is_a_crash(number: int, data: st.DataObject) -> None:
    """Whatever is taken out of an answer or put in its place, there is a world or a problem with a code."""
    document = json.loads(json.dumps({"output": CALLS[number].output, "parameters": CALLS[number].parameters}))
    path = data.draw(st.sampled_from(list(places_in(document))))
    holder = document
    for key in path[:-1]:
        holder = holder[key]
    if data.draw(st.booleans()) and len(path) > 1:
        del holder[path[-1]]
    else:
        holder[path[-1]] = data.draw(JSON)
    output, parameters = document.get("output"), document.get("parameters")
    wounded = replace(
        CALLS[number],
        output=output if isinstance(output, dict) else {},
        parameters=parameters if isinstance(parameters, dict) else {},
    )
    calls = (*CALLS[:number], wounded, *CALLS[number + 1 :])
    assert outcome(calls) in {"world", "json-wrong-type", "capture-id-missing", "endpoint-type-unknown"}


@settings(max_examples=examples(20))
@given(NEW_KEYS)
def test_keys_from_the_future_change_nothing(extra: dict[str, Any]) -> None:
    """What AWS adds to its answers one day leaves the world as it is."""

    def more(value: object) -> object:
        if isinstance(value, dict):
            # The members of an image's manifest or a log driver's options are names of somebody's own.
            return {**{key: one if key in {"options", "tags"} else more(one) for key, one in value.items()}, **extra}
        return [more(one) for one in value] if isinstance(value, list) else value

    calls = []
    for call in CALLS:
        members = {key: more(one) for key, one in call.output.items()}
        calls.append(replace(call, output={**members, **extra}))
    told, before = said(world_of(Capture(name="x", calls=tuple(calls)))), said(world_of(Capture(name="x", calls=CALLS)))
    for kind in ("Role",):
        # A policy's document is kept as it is written, new keys and all.
        told.pop(kind), before.pop(kind)
    assert told == before


def test_order_of_files_changes_nothing() -> None:
    """Facts do not depend on which file was read first."""
    backwards = world_of(Capture(name="x", calls=CALLS[::-1]))
    forwards = world_of(Capture(name="x", calls=CALLS))
    assert {kind: dict(sorted(facts.items())) for kind, facts in said(backwards).items()} == {
        kind: dict(sorted(facts.items())) for kind, facts in said(forwards).items()
    }
    assert set(backwards.gaps) == set(forwards.gaps)
