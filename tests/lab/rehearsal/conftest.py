"""One embedded AWS and one enclosure for every rehearsal of a module."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from sealane.verbs.observer import Silent
from sealane.verbs.rehearsing import Theatre
from sealane.verbs.request import Request
from sealane.verbs.subject import Subject
from sealane.verbs.wish import Wish

# A lab answers at once or never; this is for a machine that has much else to do.
PATIENCE = 0.8


@pytest.fixture(scope="module")
def theatre() -> Iterator[Theatre]:
    """Give a place where worlds are rehearsed."""
    wish = Wish(subject=Subject(source="a world"), patience=PATIENCE)
    with Theatre(wish, Request(environ=dict(os.environ), folder=Path("/")), Silent()) as theatre:
        yield theatre
