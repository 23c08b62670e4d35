"""Heal every wound in the sandbox: `python -m tests.tools.heal_wounds ROWS` prints the page of figures.

Each wound is made in a VPC of its own; its task stops, `diagnose` reads the account and names causes, what it offers
for the first of them is run by the real AWS CLI (`aws` on PATH, or `AWS_CLI=PATH`), and the service is to become
steady. ROWS is a file with a line for each wound; what is in it is not done again, so it can be stopped at any time.
Three at a time take about an hour and a half on two busy cores. With `--page` alone the page is made of ROWS as it is.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Any

from sealane.diagnosis.symptoms.read import read
from sealane.verdicts.cause import Cause
from tests.lab.fargate.hospital import Hospital, by_the_cli
from tests.worlds.render.inexpressible import Inexpressible
from tests.worlds.wounds.everything import WOUNDS

_AT_ONCE = 3
_FEW = 3
_HEAD = """\
# How often a diagnosis is right, and how often its change helps

Written by `python -m tests.tools.heal_wounds`: each wound is made in the sandbox, where the service's own tasks start
in the kernel of the machine. `sealane diagnose` reads the account as it would AWS; the commands that it offers for the
first cause are run by the AWS CLI, and the service is to become steady.

"""
_NOTES = """
- *wounds* are those whose start stopped in the sandbox; *first* and *among three* say where the cause that was put in
  comes in the first diagnosis.
- *offered* are those for which a change is offered; the others are somebody's decision or need what only its owner has
  (a Deny, an image, a zone). *steady* are those whose service then ran.
- An endpoint that is in another VPC is told as missing, which it is in the service's: only that VPC is read.
"""


def main(arguments: list[str]) -> int:
    """Heal what is not in the rows yet, and print the page."""
    rows = Path(arguments[0])
    if "--page" not in arguments:
        command = shutil.which(os.environ.get("AWS_CLI", "aws"))
        if command is None:
            sys.stderr.write("no AWS CLI: put `aws` on PATH, or name it by AWS_CLI\n")
            return 2
        _heal(rows, command)
    sys.stdout.write(page([json.loads(line) for line in rows.read_text().splitlines()]))
    return 0


def _heal(rows: Path, command: str) -> None:
    done = {json.loads(line)["name"] for line in rows.read_text().splitlines()} if rows.exists() else set()
    starting = [(number, name) for number, name in enumerate(WOUNDS) if name not in done and _stops(name)]
    lock = Lock()
    with tempfile.TemporaryDirectory(prefix="sealane-hospital-", ignore_cleanup_errors=True) as folder:
        hospital = Hospital(Path(folder), by_the_cli(command))

        def one(place: tuple[int, str]) -> None:
            row = json.dumps(_row(hospital, *place))
            with lock, rows.open("a") as file:
                file.write(f"{row}\n")

        try:
            with ThreadPoolExecutor(_AT_ONCE) as pool:
                list(pool.map(one, starting))
        finally:
            hospital.close()


def _row(hospital: Hospital, number: int, name: str) -> dict[str, Any]:
    row: dict[str, Any] = {"name": name, "exp": sorted({str(one.cause) for one in WOUNDS[name].expected})}
    try:
        healed = hospital.heal(WOUNDS[name], f"w{number:03}")
    except Inexpressible as unmade:
        return row | {"unmade": str(unmade)}
    except Exception as error:  # noqa: BLE001 - a wound that fails is told, and the others are not lost
        return row | {"error": f"{type(error).__name__}: {error}"}
    return row | {"stopped": healed.stopped, "got": healed.causes, "made": healed.made, "steady": healed.steady}


def _stops(name: str) -> bool:
    """Tell whether a wound stops any step, as a leak does not."""
    return any(one.steps for one in WOUNDS[name].expected)


def page(rows: list[dict[str, Any]]) -> str:
    """Return the page."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("wounds", "first", "few", "offered", "steady")}
    stopped = [row for row in rows if _says_something(row)]
    for row in stopped:
        told = row["got"]
        cause = next((one for one in told if one in row["exp"]), row["exp"][0])
        counts["wounds"][cause] += 1
        counts["first"][cause] += bool(told[:1] and told[0] in row["exp"])
        counts["few"][cause] += bool(set(told[:_FEW]) & set(row["exp"]))
        counts["offered"][cause] += bool(row["made"])
        counts["steady"][cause] += bool(row["steady"])
    lines = [("cause", "wounds", "first", "among three", "offered", "steady"), ("---", *["---:"] * 5)]
    lines += [
        (f"[`{cause}`](causes/{cause}.md)", *(str(one[cause]) for one in counts.values()))
        for cause in sorted(counts["wounds"], key=lambda one: list(Cause).index(Cause(one)))
    ]
    lines.append(("all", *(str(sum(one.values())) for one in counts.values())))
    table = "".join(f"| {' | '.join(line)} |\n" for line in lines)
    left = [name for name in WOUNDS if _stops(name) and name not in {row["name"] for row in rows}]
    more = f"- {len(left)} of the {len(left) + len(rows)} wounds were not tried in this run.\n" if left else ""
    return f"{_HEAD}{table}{_NOTES}{more}{_others(rows)}"


def _says_something(row: dict[str, Any]) -> bool:
    """Tell whether a task stopped, and said so in words that ECS is known to have for it."""
    return bool(row.get("stopped")) and read(row["stopped"]).family is not None


def _others(rows: list[dict[str, Any]]) -> str:
    """Tell the wounds of which the table does not say that all is well."""
    told = []
    for row in sorted(rows, key=lambda one: list(WOUNDS).index(one["name"])):
        if "unmade" in row:
            told.append((row["name"], f"not made in the sandbox: {row['unmade']}"))
        elif "error" in row:
            told.append((row["name"], row["error"].splitlines()[0]))
        elif not row["stopped"]:
            told.append((row["name"], "the task started: the sandbox does not enforce this"))
        elif not _says_something(row):
            told.append((row["name"], "the task stopped, and no message is known that ECS has for it"))
        elif not row["got"]:
            told.append((row["name"], "no cause was named"))
        elif row["made"] and not row["steady"]:
            told.append((row["name"], "the change did not make the service steady"))
        elif row["got"][:1] and row["got"][0] not in row["exp"]:
            told.append((row["name"], f"told as `{row['got'][0]}`"))
    lines = [("wound", "what became of it"), ("---", "---"), *told]
    return "\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines) if told else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
