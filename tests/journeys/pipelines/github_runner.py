"""A composite action of GitHub, run step by step as a runner would; what it does not know is a failure.

https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

KNOWN_ACTIONS = re.compile(r"actions/setup-python@[0-9a-f]{40}")
_EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)
_STEP_KEYS = {"name", "id", "if", "uses", "with", "shell", "env", "run"}
_ACTION_KEYS = {"name", "description", "branding", "inputs", "outputs", "runs"}


class UnknownToRunner(Exception):
    """The action wants something that this runner does not do."""


@dataclass(slots=True, kw_only=True)
class Ran:
    """How a run of the action ended: its outputs, its log, the job's summary, and the actions it used."""

    failed: bool = False
    outputs: dict[str, str] = field(default_factory=dict)
    log: str = ""
    summary: str = ""
    used: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    status: int = 0


@dataclass(slots=True, kw_only=True)
class Runner:
    """A machine for jobs: a checkout to work in, a temporary folder, and what a job finds in its environment."""

    workspace: Path
    temporary: Path
    scratch: Path
    environ: Mapping[str, str]
    token: str = "t0ken"

    def run(self, action: Path, *, event: object = None, **inputs: str) -> Ran:
        """Run an action with these inputs (underscores stand for hyphens) for an event."""
        made: dict[str, Any] = yaml.safe_load((action / "action.yml").read_text(encoding="utf-8"))
        if not set(made) <= _ACTION_KEYS or made["runs"]["using"] != "composite":
            raise UnknownToRunner(str(set(made)))
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        if not set(given) <= set(made["inputs"]):
            raise UnknownToRunner(str(given))
        context: dict[str, Any] = {"github": {"token": self.token, "action_path": str(action)}, "steps": {}}
        context["inputs"] = {
            name: given.get(name, _filled(str(one.get("default", "")), context)) for name, one in made["inputs"].items()
        }
        ran = Ran()
        environ = {**self.environ, **self._variables(action, event)}
        for step in made["runs"]["steps"]:
            # A condition that does not say `always()` also asks that no step before has failed.
            if not ran.failed and _holds(str(step.get("if", "")), context):
                self._step(step, context, environ, ran)
        ran.outputs = {name: _filled(one["value"], context) for name, one in made["outputs"].items()}
        ran.summary = Path(environ["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8")
        return ran

    def _variables(self, action: Path, event: object) -> dict[str, str]:
        files = {name: self.scratch / name for name in ("GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_STEP_SUMMARY")}
        for path in files.values():
            path.write_text("")
        payload = self.scratch / "event.json"
        payload.write_text(json.dumps(event or {}))
        return {
            **{name: str(path) for name, path in files.items()},
            "GITHUB_ACTIONS": "true",
            "CI": "true",
            "GITHUB_ACTION_PATH": str(action),
            "GITHUB_EVENT_PATH": str(payload),
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.temporary),
        }

    def _step(self, step: dict[str, Any], context: dict[str, Any], environ: dict[str, str], ran: Ran) -> None:
        if not set(step) <= _STEP_KEYS:
            raise UnknownToRunner(str(set(step) - _STEP_KEYS))
        if "uses" in step:
            if not KNOWN_ACTIONS.fullmatch(step["uses"]):
                raise UnknownToRunner(step["uses"])
            ran.used.append((step["uses"], {name: _filled(value, context) for name, value in step["with"].items()}))
            return
        if step["shell"] != "bash":
            raise UnknownToRunner(step["shell"])
        own = {name: _filled(str(value), context) for name, value in step.get("env", {}).items()}
        script = self.scratch / "step.sh"
        script.write_text(_filled(step["run"], context), encoding="utf-8")
        output = Path(environ["GITHUB_OUTPUT"])
        output.write_text("")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
            cwd=self.workspace,
            env={**environ, **own},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        ran.log += done.stdout.decode()
        ran.failed, ran.status = done.returncode != 0, done.returncode
        if "id" in step:
            context["steps"][step["id"]] = {"outputs": _told(output)}
        environ.update(_told(Path(environ["GITHUB_ENV"])))


def _told(file: Path) -> dict[str, str]:
    """Read the lines `NAME=VALUE` that a step has written."""
    found = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        name, equals, value = line.partition("=")
        if not equals or "<<" in name:
            raise UnknownToRunner(line)
        found[name] = value
    return found


def _filled(text: str, context: Mapping[str, Any]) -> str:
    return _EXPRESSION.sub(lambda found: _value(found[1].strip(), context), text)


def _value(expression: str, context: Mapping[str, Any]) -> str:
    """Look up a context's value, which is empty where a step has not set it, or read a literal."""
    if re.fullmatch(r"'[^']*'", expression):
        return expression[1:-1]
    parts = expression.split(".")
    if not re.fullmatch(r"(?:inputs|github)\.[\w-]+|steps\.[\w-]+\.outputs\.[\w-]+", expression):
        raise UnknownToRunner(expression)
    if parts[0] == "steps":
        return str(context["steps"].get(parts[1], {"outputs": {}})["outputs"].get(parts[3], ""))
    if parts[1] not in context[parts[0]]:
        raise UnknownToRunner(expression)
    return str(context[parts[0]][parts[1]])


def _holds(condition: str, context: Mapping[str, Any]) -> bool:
    """Decide a condition of comparisons that are joined by `&&`; an empty one holds."""
    for one in filter(None, condition.split("&&")):
        found = re.fullmatch(r"\s*(\S+)\s*(==|!=)\s*(\S+)\s*", one)
        if found is None:
            raise UnknownToRunner(condition)
        equal = _value(found[1], context) == _value(found[3], context)
        if equal != (found[2] == "=="):
            return False
    return True


def clean_environ(**more: str) -> dict[str, str]:
    """Return what the tests' own environment has, without what says that it is a pipeline."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "CI_", "GITLAB_"))}
    return {**kept, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1", **more}
