"""Sealane runs a container image from private ECR on AWS Fargate in a VPC with no route to the internet.

The Python API is listed in `__all__`; each name is imported when it is first used, because start-up time is a budget.
"""

from __future__ import annotations

# Type checkers take this name for true. Importing it from `typing` would double the time of `sealane --version`.
TYPE_CHECKING = False

__version__ = "0.1.0"

if TYPE_CHECKING:
    from sealane.errors import EnvironmentFailure, InputError, Problem, SealaneError
    from sealane.spec.document import Spec
    from sealane.verbs.api import (
        apply,
        authorize,
        cost,
        destroy,
        diagnose,
        endpoints,
        export,
        load,
        plan,
        prove,
        rehearse,
        trace,
    )

__all__ = [
    "EnvironmentFailure",
    "InputError",
    "Problem",
    "SealaneError",
    "Spec",
    "apply",
    "authorize",
    "cost",
    "destroy",
    "diagnose",
    "endpoints",
    "export",
    "load",
    "plan",
    "prove",
    "rehearse",
    "trace",
]

_HOMES = {
    "sealane.errors": ("EnvironmentFailure", "InputError", "Problem", "SealaneError"),
    "sealane.spec.document": ("Spec",),
    "sealane.verbs.api": (
        "apply",
        "authorize",
        "cost",
        "destroy",
        "diagnose",
        "endpoints",
        "export",
        "load",
        "plan",
        "prove",
        "rehearse",
        "trace",
    ),
}


def __getattr__(name: str) -> object:
    """Import a name of the Python API."""
    import importlib

    for home, names in _HOMES.items():
        if name in names:
            return getattr(importlib.import_module(home), name)
    msg = f"module 'sealane' has no attribute {name!r}"
    raise AttributeError(msg)
