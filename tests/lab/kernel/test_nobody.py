"""An ordinary user has labs too."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from sealane.lab.kernel import enclosure
from tests.lab.kernel.elsewhere import as_nobody
from tests.lab.kernel.flows import EVERY


def test_ordinary_user_builds_a_lab() -> None:
    """Without any right every flow of the network arrives, and ports of the machine are reached that were asked for."""
    code = "from tests.lab.kernel.nobody import main; main()"
    if os.geteuid() == 0:
        said = enclosure.run(as_nobody, code)
    else:
        said = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=True).stdout
    found = json.loads(said)
    assert found["user"] != 0
    assert found["missing"] == []
    assert found["flows"] == ["back"] * len(EVERY)
    assert found["heard"] == "WHO IS THERE"
