"""How often a diagnosis names what was broken: `python -m tests.tools.diagnose_wounds` prints the table of its page.

Every wound of the healthy world is rehearsed in the kernel; the stopped reason that ECS would give is joined with the
proof, and the causes that come out are held against those that were put in. It takes about six minutes.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sealane.diagnosis.joining import joined
from sealane.diagnosis.symptoms.read import read
from sealane.verbs.observer import Silent
from sealane.verbs.rehearsing import Theatre
from sealane.verbs.request import Request
from sealane.verbs.subject import Subject
from sealane.verbs.wish import Wish
from tests.worlds.wounds.everything import WOUNDS
from tests.worlds.wounds.wound import Wound

_PATIENCE = 0.8
_FEW = 3


def main() -> int:
    """Print the table, and every wound whose cause does not come first; return 1 when there is one."""
    total: Counter[str] = Counter()
    first: Counter[str] = Counter()
    few: Counter[str] = Counter()
    wish = Wish(subject=Subject(source="a wounded world"), patience=_PATIENCE)
    with Theatre(wish, Request(environ=dict(os.environ), folder=Path.cwd()), Silent()) as theatre:
        for wound in WOUNDS.values():
            for injected, told in diagnosed(theatre, wound):
                total.update(injected)
                first.update(injected if told[:1] and told[0] in injected else ())
                few.update(injected if injected & set(told[:_FEW]) else ())
                if not (told and told[0] in injected):
                    sys.stderr.write(f"{wound.name}: {', '.join(injected)} told as {', '.join(told) or 'nothing'}\n")
    rows: list[tuple[str, ...]] = [("cause", "wounds", "first", "among three"), ("---", "---:", "---:", "---:")]
    rows += [(f"`{cause}`", str(total[cause]), str(first[cause]), str(few[cause])) for cause in sorted(total)]
    rows += [("all", *(str(sum(one.values())) for one in (total, first, few)))]
    sys.stdout.write("".join(f"| {' | '.join(row)} |\n" for row in rows))
    return 0 if total == first else 1


def diagnosed(theatre: Theatre, wound: Wound) -> Iterator[tuple[set[str], list[str]]]:
    """Yield the causes put in the way of the step that failed, and those that the diagnosis tells, in order."""
    (service,) = theatre.rehearse(wound.broken, (wound.name,)).services
    failure = service.first_failure
    if failure is not None and failure.message:
        injected = {str(one.cause) for one in wound.expected if failure.step.name in one.steps}
        yield injected, [str(one.cause) for one in joined(read(failure.message), service.proof).causes]


if __name__ == "__main__":
    sys.exit(main())
