"""Pairs of cpu and memory."""

from __future__ import annotations

import pytest

from sealane.grammar import sizes


@pytest.mark.parametrize(
    ("cpu", "least", "most", "how_many"),
    [
        (256, 512, 2048, 3),
        (512, 1024, 4096, 4),
        (1024, 2048, 8192, 7),
        (2048, 4096, 16384, 13),
        (4096, 8192, 30720, 23),
        (8192, 16384, 61440, 12),
        (16384, 32768, 122880, 12),
        (32768, 61440, 249856, 3),
    ],
)
def test_each_row_has_the_memory_that_aws_lists(cpu: int, least: int, most: int, how_many: int) -> None:
    """The table is AWS's own, row by row."""
    size = sizes.size_of(cpu)
    assert size is not None
    assert (size.memory[0], size.memory[-1], len(size.memory)) == (least, most, how_many)


def test_what_is_between_rows_is_no_size() -> None:
    """There is no row of 768 units."""
    assert sizes.size_of(768) is None


def test_windows_and_the_old_platform_have_fewer_rows() -> None:
    """Windows starts at one vCPU and ends at four, Linux 1.3.0 ends at four."""
    assert [size.cpu for size in sizes.offered(windows=True)] == [1024, 2048, 4096]
    assert [size.cpu for size in sizes.offered(windows=False, newest=False)] == [256, 512, 1024, 2048, 4096]
    assert len(sizes.offered(windows=False)) == 8


@pytest.mark.parametrize(
    ("cpu", "memory", "windows", "pair"),
    [
        (256, 8192, False, (1024, 8192)),
        (256, 513, False, (256, 1024)),
        (300, 100, False, (512, 1024)),
        (256, 512, True, (1024, 2048)),
        (8192, 1, False, (8192, 16384)),
        (16384, 122881, False, (32768, 249856)),
        (1, 999999, False, None),
        (4096, 30721, True, None),
    ],
)
def test_the_smallest_pair_that_holds_both(
    cpu: int, memory: int, *, windows: bool, pair: tuple[int, int] | None
) -> None:
    """The pair suggested is enough, and the smallest that is."""
    assert sizes.smallest_holding(cpu, memory, windows=windows) == pair


def test_amounts_are_written_as_a_person_would() -> None:
    """Even steps are a range, uneven ones a list."""
    written = {size.cpu: sizes.amounts(size) for size in sizes.SIZES}
    assert written[1024] == "2048 to 8192 in steps of 1024"
    assert written[256] == "512, 1024, 2048"
