"""What a file system is called in a lab: by its id, or by its key in the source, where an apply decides the id.

Steps name it by its key, which for Terraform is an address with brackets and quotes in it; a host name has neither.
https://www.rfc-editor.org/rfc/rfc1123#section-2.1
"""

from __future__ import annotations

import re
from typing import Final

_NO_LABEL: Final = re.compile(r"[^a-z0-9_.-]+")


def mount_host(host: str) -> str:
    """Return a host name as a lab's name servers know it: what is one already stays as it is."""
    return _NO_LABEL.sub("-", host.lower())
