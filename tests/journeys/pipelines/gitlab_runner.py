"""A GitLab template with inputs, made into a job and run as a runner would; what it does not know is a failure.

https://docs.gitlab.com/ci/inputs/ and https://docs.gitlab.com/ci/yaml/
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_INPUT = re.compile(r"\$\[\[ inputs\.([a-z-]+) \]\]")
_JOB_KEYS = {"stage", "image", "rules", "variables", "before_script", "script", "artifacts"}
_INPUT_KEYS = {"description", "default", "type", "regex"}


class InputRefused(Exception):
    """The template does not take what it is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job that a template makes."""

    name: str
    made: Mapping[str, Any]

    @property
    def variables(self) -> dict[str, str]:
        """The job's variables; one that would be expanded must hold nothing to expand."""
        found = {}
        for name, one in self.made["variables"].items():
            fixed = isinstance(one, dict) and one["expand"] is False
            assert fixed or "$" not in str(one), name
            found[name] = str(one["value"] if isinstance(one, dict) else one)
        return found

    def run(self, folder: Path, environ: Mapping[str, str], lines: int | None = None) -> tuple[int, str]:
        """Run the job's lines in a checkout, or the first ones, and return the status and the log."""
        script = "\n".join([*self.made["before_script"], *self.made["script"]][:lines])
        done = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", script],
            cwd=folder,
            env={**environ, **self.variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return done.returncode, done.stdout.decode()


def job(template: Path, **inputs: str) -> Job:
    """Put inputs into a template (underscores stand for hyphens), as text before it is read, and return its job.

    Raises:
        InputRefused: when an input is none of the template's, is missing, or is not of its form.

    """
    head, _, body = template.read_text(encoding="utf-8").partition("\n---\n")
    taken = yaml.safe_load(head)["spec"]["inputs"]
    given = {name.replace("_", "-"): value for name, value in inputs.items()}
    if not set(given) <= set(taken) or not all(set(one) <= _INPUT_KEYS for one in taken.values()):
        raise InputRefused(str(given))
    values = {name: _value(name, one, given) for name, one in taken.items()}
    made = yaml.safe_load(_INPUT.sub(lambda found: values[found[1]], body))
    ((name, one),) = made.items()
    if not set(one) <= _JOB_KEYS:
        raise InputRefused(str(set(one) - _JOB_KEYS))
    return Job(name=name, made=one)


def _value(name: str, taken: Mapping[str, Any], given: Mapping[str, str]) -> str:
    default = taken.get("default")
    value = given.get(name, str(default).lower() if isinstance(default, bool) else default)
    form = str(taken.get("regex", "/.*/s")).strip("/s")
    refused = value is None or (taken.get("type") == "boolean" and value not in {"true", "false"})
    if refused or not re.fullmatch(form, str(value), re.DOTALL):
        raise InputRefused(name)
    return str(value)
