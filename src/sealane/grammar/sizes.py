"""The pairs of cpu and memory that Fargate offers.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
"""

from __future__ import annotations

from typing import Final

from sealane.records import dataclass

SOURCE: Final = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html"

_GIB = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """One row of the table.

    Attributes:
        cpu: CPU units, 1024 to a vCPU.
        memory: every amount of memory offered with it, in MiB, ascending.
        windows: whether Windows containers can have it.
        only_on_newest: whether Linux platform version 1.3.0 lacks it.

    """

    cpu: int
    memory: tuple[int, ...]
    windows: bool
    only_on_newest: bool


def _size(cpu: int, *gib: int, windows: bool = True, only_on_newest: bool = False) -> Size:
    memory = tuple(_GIB * amount for amount in gib)
    return Size(cpu=cpu, memory=memory, windows=windows, only_on_newest=only_on_newest)


SIZES: Final[tuple[Size, ...]] = (
    Size(cpu=256, memory=(512, _GIB, 2 * _GIB), windows=False, only_on_newest=False),
    _size(512, *range(1, 5), windows=False),
    _size(1024, *range(2, 9)),
    _size(2048, *range(4, 17)),
    _size(4096, *range(8, 31)),
    _size(8192, *range(16, 61, 4), windows=False, only_on_newest=True),
    _size(16384, *range(32, 121, 8), windows=False, only_on_newest=True),
    _size(32768, 60, 120, 244, windows=False, only_on_newest=True),
)

NEW_ROW: Final = 32768
"""The newest row: on the page above, not yet in the API's own description, so an account may still refuse it."""


def size_of(cpu: int) -> Size | None:
    """Return the row of that many CPU units, `None` when there is none."""
    return next((size for size in SIZES if size.cpu == cpu), None)


def offered(*, windows: bool, newest: bool = True) -> tuple[Size, ...]:
    """Return the rows for an operating system; `newest` is false for Linux platform version 1.3.0."""
    return tuple(size for size in SIZES if (size.windows or not windows) and (newest or not size.only_on_newest))


def smallest_holding(cpu: int, memory: int, *, windows: bool, newest: bool = True) -> tuple[int, int] | None:
    """Return the smallest pair with at least that much of both, `None` when nothing is large enough."""
    for size in offered(windows=windows, newest=newest):
        if size.cpu >= cpu:
            enough = [amount for amount in size.memory if amount >= memory]
            if enough:
                return size.cpu, enough[0]
    return None


def amounts(size: Size) -> str:
    """Write a row's amounts of memory so that a person takes them in: `2048 to 8192 in steps of 1024`."""
    steps = {later - earlier for earlier, later in zip(size.memory, size.memory[1:], strict=False)}
    if len(steps) == 1:
        return f"{size.memory[0]} to {size.memory[-1]} in steps of {steps.pop()}"
    return ", ".join(str(amount) for amount in size.memory)
