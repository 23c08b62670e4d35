"""Where a lab's programs are looked for: where PATH says, and then where a Linux machine has them.

An ordinary user's PATH often lacks the folders of administration, where Debian has `runc`:
https://www.debian.org/doc/debian-policy/ch-opersys.html#file-system-hierarchy
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final

USUAL: Final = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def search_path(environ: Mapping[str, str] = os.environ) -> str:
    """Return the folders, as PATH has them."""
    return os.pathsep.join(part for part in (environ.get("PATH", ""), USUAL) if part)
