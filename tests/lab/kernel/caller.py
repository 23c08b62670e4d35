"""A process that wants a lab, tells where it is, and waits to be killed."""

from __future__ import annotations

import sys

from sealane.lab.kernel import enclosure
from tests.lab.kernel.workshop import inhabit

if __name__ == "__main__":
    with enclosure.enter(inhabit) as inside:
        sys.stdout.write(" ".join(map(str, inside.receive())) + "\n")
        sys.stdout.flush()
        inside.receive()
