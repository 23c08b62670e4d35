"""The lock files agree with pyproject.toml and can be installed from any index that has the same files."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.checkout import ROOT

CORE = "requirements-core.lock"
LOCKS: dict[str, tuple[str, ...]] = {
    "requirements.lock": ("sandbox", "mcp", "docs", "dev"),
    "requirements-terraform.lock": ("terraform",),
    CORE: (),
}
_PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def entries(text: str) -> list[str]:
    """Split a lock into one logical line for each package, comments left out."""
    kept = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    return [line for line in kept.replace("\\\n", " ").splitlines() if line.strip()]


def faults(text: str) -> list[str]:
    """Name the entries that are not exactly one pinned name with at least one hash, or that name a place."""
    found = []
    for entry in entries(text):
        requirement = Requirement(_HASH.sub("", entry).strip())
        pinned = [clause.operator for clause in requirement.specifier] == ["=="]
        if not pinned or requirement.url or not _HASH.search(entry):
            found.append(requirement.name)
    return found


def locked(text: str) -> dict[str, set[Version]]:
    """Collect the versions of each package; platforms may differ in theirs."""
    versions: dict[str, set[Version]] = {}
    for entry in entries(text):
        requirement = Requirement(_HASH.sub("", entry).strip())
        pins = {Version(clause.version) for clause in requirement.specifier}
        versions.setdefault(canonicalize_name(requirement.name), set()).update(pins)
    return versions


def direct(extras: tuple[str, ...]) -> list[Requirement]:
    """List what pyproject.toml asks for in these extras, and the project's own needs and build tools."""
    project = _PROJECT["project"]
    asked = [line for extra in extras for line in project["optional-dependencies"][extra]]
    if "terraform" not in extras:
        asked += project["dependencies"]
    if "dev" in extras:
        asked += _PROJECT["build-system"]["requires"]
    return [Requirement(line) for line in asked]


def lock_text(name: str) -> str:
    """Read one lock file."""
    return Path(ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*LOCKS, "benchmarks/requirements-cdk.lock"])
def test_lock_has_a_hash_for_everything(name: str) -> None:
    """Each entry is one exact version with its hashes and names no place to take it from."""
    text = lock_text(name)
    assert entries(text)
    assert faults(text) == []
    assert "://" not in text
    assert "--index-url" not in text


@pytest.mark.parametrize(("name", "extras"), LOCKS.items())
def test_lock_satisfies_the_project(name: str, extras: tuple[str, ...]) -> None:
    """Every direct dependency is locked to a version that pyproject.toml allows; `make lock` mends this."""
    versions = locked(lock_text(name))
    for requirement in direct(extras):
        pins = versions.get(canonicalize_name(requirement.name), set())
        assert pins, requirement.name
        assert all(requirement.specifier.contains(pin, prereleases=True) for pin in pins), requirement


def test_every_extra_is_locked() -> None:
    """No extra of the project is forgotten by the locks."""
    assert {extra for extras in LOCKS.values() for extra in extras} == set(_PROJECT["project"]["optional-dependencies"])


def test_what_pipelines_install_is_what_was_tested() -> None:
    """The lock of the dependencies alone has the versions of the whole lock, and nothing that the whole has not."""
    whole, core = locked(lock_text("requirements.lock")), locked(lock_text(CORE))
    assert {name for name, versions in core.items() if not versions <= whole.get(name, set())} == set()
    assert len(core) < len(whole)


def test_wounded_lock_is_reported() -> None:
    """An entry without a hash, one that is not pinned and one with a place are each named."""
    good = f"good==1.0 \\\n    --hash=sha256:{'0' * 64}\n"
    assert faults(good) == []
    assert faults(good + "bare==1.0\n") == ["bare"]
    assert faults(good + f"loose>=1.0 \\\n    --hash=sha256:{'0' * 64}\n") == ["loose"]
    assert faults(good + f"placed @ file:///a/b.whl \\\n    --hash=sha256:{'0' * 64}\n") == ["placed"]
