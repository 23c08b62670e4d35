"""moto's code is loaded by one thread at a time, for its services import each other."""

from __future__ import annotations

import sys
import threading

from sealane.sandbox import loading
from sealane.sandbox.answers import alone


def test_loading_waits_for_who_loads() -> None:
    """While somebody has moto for himself nothing of it is loaded, and afterwards everything is."""
    loader = threading.Thread(target=loading.warm_up)
    before = "moto.ecs.models" in sys.modules
    with alone():
        loader.start()
        loader.join(0.2)
        assert loader.is_alive()
        assert ("moto.ecs.models" in sys.modules) is before
    loader.join()
    assert "moto.ecs.models" in sys.modules
