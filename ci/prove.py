"""Run `sealane prove` for a pipeline: every form into a folder, and something to show also where there is no proof.

It reads its arguments from the environment, so that no shell ever reads them: SEALANE is the command, SEALANE_SOURCE
what to prove, SEALANE_OPTIONS further options as a shell would part them, SEALANE_SOFT_FAIL and SEALANE_SARIF `true` or
`false`, and SEALANE_FOLDER where the files go. It ends with the status of `sealane prove`, and with 2 when these are
wrong. In GitHub Actions it sets the step's outputs and adds to the job's summary.
"""  # noqa: INP001 - a program, not a package

from __future__ import annotations

import json
import os
import re
import secrets
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

FILES: Final = {
    "json": "proof.json",
    "sarif": "proof.sarif",
    "junit": "junit.xml",
    "markdown": "comment.md",
    "code-quality": "code-quality.json",
}
BAD_INPUT: Final = 2
FAILED: Final = 3
_MOST: Final = 10_000


class WrongError(Exception):
    """What the pipeline says cannot be used."""


def command(environ: Mapping[str, str], folder: Path) -> list[str]:
    """Return the command line; the forms come first, so that no further option takes one of the files.

    Raises:
        WrongError: when a value cannot be used.

    """
    source = environ.get("SEALANE_SOURCE", "").strip()
    soft, sarif = environ.get("SEALANE_SOFT_FAIL") or "false", environ.get("SEALANE_SARIF") or "true"
    if source.startswith("-"):
        msg = f"the source {source!r} reads as an option: begin it with ./"
        raise WrongError(msg)
    for name, value in (("soft-fail", soft), ("sarif", sarif)):
        if value not in {"true", "false"}:
            msg = f"{name} is {value!r}: it can be true or false"
            raise WrongError(msg)
    try:
        options = shlex.split(environ.get("SEALANE_OPTIONS", ""))
    except ValueError as error:
        msg = f"the options cannot be parted: {error}"
        raise WrongError(msg) from None
    wanted = {form: file for form, file in FILES.items() if form != "sarif" or sarif == "true"}
    forms = [word for form, file in wanted.items() for word in ("--format", form, "--output", str(folder / file))]
    softly = ["--soft-fail"] if soft == "true" else []
    named = [source] if source else []
    return [environ.get("SEALANE") or "sealane", "prove", *forms, "--format", "text", *softly, *options, *named]


def run(words: Sequence[str]) -> tuple[int, str, str]:
    """Run it to its end and return its status and what it said where."""
    try:
        done = subprocess.run(words, env={**os.environ, "NO_COLOR": "1"}, capture_output=True, check=False)
    except OSError as error:
        return FAILED, "", f"error: {words[0]} cannot be run: {error.strerror}\n"
    status = done.returncode if 0 <= done.returncode <= FAILED else FAILED
    return status, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


def no_proof(source: str, status: int, said: str) -> str:
    """Return a comment that takes the place of an older proof, for which this run is no confirmation."""
    told = said.strip()[-_MOST:] or "nothing was said"
    fence = "`" * max(3, 1 + max((len(found) for found in re.findall("`+", told)), default=0))
    name = " ".join(source.replace("`", "'").split())
    head = f"`{name}` could not be proved" if name else "Nothing could be proved"
    return f"### ❓ sealane: no answer\n\n{head}, exit status {status}.\n\n{fence}text\n{told}\n{fence}\n"


def show(out: str, said: str) -> None:
    """Write to the job's log; GitHub would obey lines that names of others may begin."""
    stop = f"sealane-{secrets.token_hex(16)}" if os.environ.get("GITHUB_ACTIONS") else ""
    sys.stdout.write((f"::stop-commands::{stop}\n" if stop else "") + said + out + (f"\n::{stop}::\n" if stop else ""))


def tell_github(folder: Path, status: int, verdict: str) -> None:
    """Set the step's outputs and add the comment to the job's summary."""
    values = {"status": str(status), "verdict": verdict}
    values |= {form: str(folder / file) if (folder / file).is_file() else "" for form, file in FILES.items()}
    if os.environ.get("GITHUB_OUTPUT"):
        with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as outputs:
            outputs.writelines(f"{name}={value}\n" for name, value in values.items())
    if os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as summary:
            summary.write((folder / FILES["markdown"]).read_text(encoding="utf-8") + "\n")


def main() -> int:
    """Prove, and return the status."""
    folder = Path(os.environ.get("SEALANE_FOLDER") or "sealane-report")
    if not str(folder).isprintable():
        sys.stderr.write("error: the folder's name has a character that cannot be seen\n")
        return BAD_INPUT
    folder.mkdir(parents=True, exist_ok=True)
    for file in FILES.values():
        (folder / file).unlink(missing_ok=True)
    try:
        status, out, said = run(command(os.environ, folder))
    except WrongError as wrong:
        status, out, said = BAD_INPUT, "", f"error: {wrong}\n"
    show(out, said)
    try:
        verdict = str(json.loads((folder / FILES["json"]).read_bytes())["verdict"])
    except (OSError, ValueError, KeyError):
        verdict = "none"
        told = no_proof(os.environ.get("SEALANE_SOURCE", ""), status, said)
        (folder / FILES["markdown"]).write_text(told, encoding="utf-8")
    tell_github(folder, status, verdict)
    return status


if __name__ == "__main__":
    sys.exit(main())
