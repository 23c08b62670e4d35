"""The plain reading of a spec judges as the models do and gives equal values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from sealane.errors import InputError, Problem
from sealane.spec.document import Spec
from sealane.spec.field_table import FIELDS, SHORTHANDS
from sealane.spec.load import Loaded, load, load_plainly
from sealane.spec.network import Network
from sealane.spec.plain import PlainPart, read_plainly
from sealane.spec.workload import Workload
from tests.thoroughness import examples
from tests.tools.write_spec_fields import TABLE, render

CASES = Path(__file__).parents[2] / "cases"
FOLDERS = [*sorted((CASES / "wrong_specs").iterdir()), *sorted((CASES / "doubtful_specs").iterdir())]
_PROPERTIES = {"Network": ("existing", "zone_count"), "Workload": ("windows",)}

TEXT = st.one_of(
    st.text(max_size=4),
    st.sampled_from(["/a/b", "arn:aws:ssm:us-east-1:1:parameter/x", "arn:aws:secretsmanager:x:1:secret:a-b:k::"]),
    st.just("\ud800"),
)
STRANGE: st.SearchStrategy[Any] = st.one_of(
    st.text(max_size=3),
    st.integers(-3, 3),
    st.booleans(),
    st.sampled_from([1.0, 1.5, "1", "true", "linux", [], {}, ["x"], [1], {"x": 1}, {"image": "a:1"}]),
)


def _values(form: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    """Return documents for a form of the table; now and then something else entirely."""
    kind = form[0]
    right: st.SearchStrategy[Any]
    if kind == "text":
        right = TEXT
    elif kind == "integer":
        right = st.integers(-(2**62), 2**62)
    elif kind == "flag":
        right = st.booleans()
    elif kind == "one of":
        right = st.sampled_from(form[1:])
    elif kind == "list":
        right = st.lists(_values(form[1]), max_size=2)
    elif kind == "map":
        right = st.dictionaries(st.text(max_size=3), _values(form[1]), max_size=2)
    elif kind == "either":
        right = st.one_of(*map(_values, form[1:]))
    elif kind == "short":
        right = st.one_of(_values(form[2]), st.booleans(), TEXT)
    elif kind == "part":
        right = _documents(form[1])
    else:
        right = STRANGE
    return st.integers(0, 30).flatmap(lambda n: right if n else STRANGE)


def _documents(part: str) -> st.SearchStrategy[Any]:
    """Return documents for a part, shorthands among them."""
    fields = FIELDS[part]
    required = {key: _values(row[0]) for key, row in fields.items() if len(row) == 1}
    optional = {key: _values(row[0]) for key, row in fields.items() if len(row) > 1}
    if part == "Spec":
        optional["image"] = TEXT
    whole = st.fixed_dictionaries(required, optional=optional)
    return st.one_of(whole, whole, whole, TEXT) if part in SHORTHANDS else whole


def differences(plain: Any, model: Any, path: str = "") -> list[str]:  # noqa: ANN401 - any value of a spec
    """Return the paths at which a plain value and a model's value are not the same."""
    if isinstance(model, BaseModel):
        names = type(model).model_fields
        extra = _PROPERTIES.get(type(model).__name__, ())
        found = [
            at
            for name in (*names, *extra)
            for at in differences(getattr(plain, name), getattr(model, name), f"{path}.{name}")
        ]
        same = isinstance(plain, PlainPart) and plain.model_fields_set == model.model_fields_set
        return found if same else [f"{path}: fields set", *found]
    if type(plain) is not type(model):
        return [path]
    if isinstance(model, dict):
        if list(plain) != list(model):
            return [path]
        return [at for key in model for at in differences(plain[key], model[key], f"{path}.{key}")]
    if isinstance(model, (list, tuple)):
        if len(plain) != len(model):
            return [path]
        pairs = zip(plain, model, strict=True)
        return [at for number, (one, other) in enumerate(pairs) for at in differences(one, other, f"{path}[{number}]")]
    return [] if plain == model else [path]


def test_the_table_is_what_the_models_declare() -> None:
    """The committed table is the one that its writer derives from the models now."""
    assert TABLE.read_text(encoding="utf-8") == render()


def test_every_property_of_the_models_is_compared() -> None:
    """What the models answer beyond their fields is known to the comparison, and to the plain parts."""
    own = {
        model.__name__: tuple(name for name, value in vars(model).items() if isinstance(value, property))
        for model in (Network, Workload)
    }
    assert own == _PROPERTIES


@settings(max_examples=examples(120))
@given(_documents("Spec"))
def test_both_readings_judge_alike_and_give_equal_values(raw: object) -> None:
    """Whatever a file can say, the plain reading takes it exactly when the models do, and reads the same from it."""
    plain = read_plainly(raw)
    try:
        model = Spec.model_validate(raw)
    except ValidationError:
        assert plain is None
        return
    assert plain is not None
    assert differences(plain, model) == []


@settings(max_examples=examples(40))
@given(STRANGE)
def test_what_is_no_document_is_left_to_the_models(raw: object) -> None:
    """A value that is not even a mapping is never read plainly."""
    assert read_plainly(raw) is None or isinstance(raw, dict)


def _answer(folder: Path, *, plainly: bool) -> Loaded | tuple[Problem, ...]:
    text = (folder / "spec.yaml").read_text(encoding="utf-8")
    try:
        return (load_plainly if plainly else load)(text, "sealane.yaml")
    except InputError as error:
        return error.problems


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_both_readings_say_the_same_of_wrong_and_doubtful_specs(folder: Path) -> None:
    """Problems and warnings, their places and their hints do not depend on how the spec is read."""
    plain, model = _answer(folder, plainly=True), _answer(folder, plainly=False)
    if isinstance(plain, Loaded) and isinstance(model, Loaded):
        assert plain.warnings == model.warnings
        assert differences(plain.spec, model.spec) == []
    else:
        assert plain == model


def test_a_right_spec_is_read_plainly_and_a_wrong_one_by_the_models() -> None:
    """The plain parts are what a verb gets for a right spec; the models are what a program gets."""
    text = "image: demo/app:1.0\nregion: us-east-1\n"
    assert isinstance(load_plainly(text, "f").spec, PlainPart)
    assert isinstance(load(text, "f").spec, Spec)


def test_a_plain_part_is_frozen() -> None:
    """Nothing can be changed in a spec that was read plainly."""
    spec = load_plainly("image: demo/app:1.0\n", "f").spec
    with pytest.raises(AttributeError, match="frozen"):
        spec.name = "other"  # type: ignore[misc]
