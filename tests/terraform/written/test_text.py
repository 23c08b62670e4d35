"""Text in written files means what was typed, as real Terraform reads it."""

from __future__ import annotations

import json
import os
import subprocess
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sealane.terraform.environment import child_environment
from sealane.terraform.hcl import Block, block, document
from sealane.terraform.hcl_values import Value, reference, template
from tests.thoroughness import examples

from .root_module import engine

pieces = st.sampled_from(
    ["$", "$$", "${", "%", "%%", "%{", "{", "}", "\\", '"', "\n", "\r", "\t", "\0", "\x7f", "u0041", "~}"]
)
characters = st.characters(exclude_categories=["Cs"])
# Terraform itself brings every string to normal form C, so only such text can come back as typed.
texts = st.lists(pieces | st.text(characters, max_size=5), max_size=6).map(
    lambda parts: unicodedata.normalize("NFC", "".join(parts)),
)


def outputs(folder: Path, values: Mapping[str, Value]) -> dict[str, Any]:
    """Return what Terraform makes of values written as outputs; no provider is involved."""
    text = document(
        [
            block("locals", {"inserted": "\u00e9${x}"}),
            *(Block("output", (name,), ({"value": value},)) for name, value in values.items()),
        ],
    )
    (folder / "outputs.tf").write_text(text, encoding="utf-8", newline="")
    terraform(folder, "plan", "-input=false", "-out=plan")
    shown = json.loads(terraform(folder, "show", "-json", "plan"))
    return {name: output["value"] for name, output in shown["planned_values"]["outputs"].items()}


def terraform(folder: Path, *arguments: str) -> str:
    """Run Terraform and return what it prints."""
    answer = subprocess.run(
        [*engine(), *arguments],
        cwd=folder,
        env=child_environment(os.environ | {"HOME": str(folder)}),
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(texts, min_size=50, max_size=100))
def test_any_text_is_read_back_as_typed(tmp_path: Path, typed: list[str]) -> None:
    """Terraform reads every written string as the text it was made of, as a value, a list item and a key."""
    read = outputs(
        tmp_path,
        {"value": {f"k{i}": text for i, text in enumerate(typed)}, "items": typed, "keys": dict.fromkeys(typed, 1)},
    )
    assert list(read["value"].values()) == [read["value"][f"k{i}"] for i in sorted(range(len(typed)), key=str)]
    assert [read["value"][f"k{i}"] for i in range(len(typed))] == typed
    assert read["items"] == typed
    assert set(read["keys"]) == set(typed)


@settings(max_examples=examples(10), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.lists(texts | st.none(), min_size=1, max_size=4), min_size=30, max_size=60))
def test_text_beside_a_reference_is_read_back_as_typed(tmp_path: Path, typed: list[list[str | None]]) -> None:
    """Text around an interpolation neither swallows nor becomes one."""
    inserted = reference("local.inserted")
    written = [template(*(inserted if part is None else part for part in parts)) for parts in typed]
    read = outputs(tmp_path, {"templates": written})["templates"]
    assert read == [
        unicodedata.normalize("NFC", "".join("\u00e9${x}" if part is None else part for part in parts))
        for parts in typed
    ]


def test_unescaped_text_would_be_found(tmp_path: Path) -> None:
    """The laws above can fail: a template written as code is evaluated, not read back."""
    assert outputs(tmp_path, {"value": template("<", reference("local.inserted"), ">")}) == {"value": "<\u00e9${x}>"}
    with pytest.raises(AssertionError, match="nowhere"):
        outputs(tmp_path, {"value": reference("local.nowhere")})
