"""Every wording of every family: it is taken by its own family and by no other, and understood."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sealane.diagnosis.symptoms.catalogue import FAMILIES
from sealane.diagnosis.symptoms.family import Family
from sealane.diagnosis.symptoms.read import outlook_of, read, telling
from sealane.diagnosis.symptoms.symptom import FamilyName, Symptom
from sealane.diagnosis.symptoms.texts import plain
from sealane.verdicts.cause import Cause
from tests.thoroughness import examples

FILES = sorted((Path(__file__).parent / "families").glob("*.json"))
ENTRIES = [(file.stem, entry) for file in FILES for entry in json.loads(file.read_text(encoding="utf-8"))]
MESSAGES = [entry["message"] for _, entry in ENTRIES]
WHOLE_STEPS = [(message, read(message).steps) for message in MESSAGES]
# What the other ends of a message's words are about: full storage and limits are told in the last words.
_TOLD_LAST = {"disk-space", "pull-limit", "image-platform", "container-start", "log-stream"}


def _got(symptom: Symptom, name: str, expected: object) -> object:
    outlook = outlook_of(symptom)
    if name == "first":
        return str(outlook.possible[0]) if outlook.possible else ""
    if name == "also":
        return [cause for cause in _listed(expected) if cause in outlook.possible]
    if name == "ruled_out":
        return [cause for cause in _listed(expected) if outlook.rules_out(Cause(str(cause)))]
    return getattr(symptom if hasattr(symptom, name) else symptom.named, name)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def test_every_family_has_messages() -> None:
    """No family is without a wording that shows it, and no file is of no family."""
    assert {file.stem for file in FILES} == set(map(str, FamilyName)) == {str(one.name) for one in FAMILIES}


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: str(family.name))
def test_a_family_takes_its_own_messages_and_no_other(family: Family) -> None:
    """One row of the table of families against all messages."""
    taken = [message for message in MESSAGES if family.takes(plain(message))]
    assert taken == [entry["message"] for name, entry in ENTRIES if name == family.name]
    assert taken


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=[f"{name}-{i}" for i, (name, _) in enumerate(ENTRIES)])
def test_a_message_is_understood(name: str, entry: dict[str, object]) -> None:
    """Step, failure, place, objects, first cause and what is ruled out are those of the table."""
    symptom = read(str(entry["message"]))
    assert symptom.family == name
    expected = {key: value for key, value in entry.items() if key != "message"}
    assert {key: _got(symptom, key, value) for key, value in expected.items()} == expected


@pytest.mark.parametrize("message", MESSAGES, ids=map(str, range(len(MESSAGES))))
def test_wrapping_changes_nothing(message: str) -> None:
    """A service event, curly quotes, line breaks and a stop code around a message leave its family and failure."""
    bare = read(message)
    curly = message.replace("'", "\u2019")
    wrapped = f"TaskFailedToStart: {curly}".replace(" ", "\n  ", 3)
    for variant in (wrapped, f"(service shop) stopped a task. Reason: {curly}"):
        symptom = read(variant)
        assert (symptom.family, symptom.failure, symptom.host) == (bare.family, bare.failure, bare.host)


def test_what_rules_a_cause_out_never_allows_it() -> None:
    """No message points to a cause that it rules out itself."""
    for message in MESSAGES:
        outlook = outlook_of(read(message))
        assert not [cause for cause in outlook.possible if outlook.rules_out(cause)], message
        assert len(set(outlook.possible)) == len(outlook.possible), message


@settings(max_examples=examples(300), deadline=None)
@given(st.sampled_from(WHOLE_STEPS), st.integers(60, 600))
def test_a_cut_message_never_names_another_step(whole: tuple[str, tuple[str, ...]], length: int) -> None:
    """What is left of a message is said to be cut, and is of the same step, of several, or of none."""
    message, steps = whole
    if length >= len(message):
        return
    symptom = read(message[:length] + "...")
    assert symptom.cut
    if read(message).family not in _TOLD_LAST:
        assert not symptom.steps or set(symptom.steps) & set(steps)


@settings(max_examples=examples(200), deadline=None)
@given(st.text(max_size=400) | st.lists(st.sampled_from(MESSAGES), max_size=3).map(" ".join))
def test_no_text_breaks_the_reading(text: str) -> None:
    """Whatever is pasted is understood as far as it goes."""
    symptom = read(text)
    outlook = outlook_of(symptom)
    assert symptom.family is None or symptom.family in set(FamilyName)
    assert not [cause for cause in outlook.possible if outlook.rules_out(cause)]


def test_a_message_of_no_family_keeps_what_was_understood() -> None:
    """The stop code, the host and the address of a message that nobody knows are told."""
    symptom = read('TaskFailedToStart: new: Get "https://ssmx.example.com/": dial tcp 10.0.0.9:443: i/o timeout')
    assert symptom.family is None
    assert (symptom.stop_code, symptom.host, symptom.address) == ("TaskFailedToStart", "ssmx.example.com", "10.0.0.9")
    assert outlook_of(symptom).possible == ()


def test_the_telling_message_of_several_is_chosen() -> None:
    """A container's reason beats the words that say only that the task has ended; without messages there is none."""
    telling_one = "CannotPullContainerError: API error (404): repository shop/app not found"
    chosen = telling(["Essential container in task exited", telling_one, ""])
    assert chosen is not None
    assert chosen.family is FamilyName.IMAGE_MANIFEST
    assert telling(["", " "]) is None
