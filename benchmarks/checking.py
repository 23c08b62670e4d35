"""`sealane prove` against Checkov with the same plan; in a thousand services Checkov takes minutes."""

from __future__ import annotations

import os
from collections.abc import Iterator

from benchmarks import peers
from benchmarks.places import fresh
from benchmarks.proving import Ground
from benchmarks.trial import Comparison, Outcome, Trial, Unmeasured

CHECKOV = "checkov==3.3.30"
# Faster than this, a plan of a thousand services; the small one is shown for comparison, because there both sides
# spend most of their time on starting.
_SERVICES, _SMALL = 1000, 40
_WHOLE = "SEALANE_BENCHMARKS_WHOLE"


def comparisons() -> Iterator[Comparison | Outcome]:
    """Yield a small plan, and the plan that the budget is about when it is asked for."""
    ground = Ground(folder=fresh("checking"))
    sizes = (_SMALL, _SERVICES) if os.environ.get(_WHOLE) else (_SMALL,)
    for services in sizes:
        name = f"sealane prove of {services} services"
        ground.check(services)
        try:
            python = peers.interpreter(CHECKOV)
        except peers.UnavailableError as reason:
            yield Unmeasured(name=name, against="Checkov", because=str(reason))
            continue
        whole = services == _SERVICES
        yield Comparison(
            name=name,
            against="Checkov, whole process",
            subject=ground.trial(services),
            yardstick=Trial(
                commands=((python, "-m", "checkov.main", *_OPTIONS, "-f", str(ground.plan(services))),),
                folder=ground.folder,
            ),
            repetitions=1 if whole else 3,
            budget=1 / 300 if whole else None,
            beyond=1 / 800 if whole else None,
        )


# It tells of what it finds by its exit status, and asks a service of its own for guidelines.
_OPTIONS = ("--soft-fail", "--quiet", "--compact", "--framework", "terraform_plan", "--skip-download")
