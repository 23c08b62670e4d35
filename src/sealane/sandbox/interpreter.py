"""What this machine's own Python needs to run one program elsewhere: the files, and nothing that the program lacks.

The program's imports are made in a fresh interpreter, which then says which files the kernel has mapped and which
modules it has read. So it works for any Python on any Linux, without `ldd` and without a list of anything.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sealane.records import dataclass

FLAGS: Final = ("-I", "-S", "-B")
"""No settings from outside, no `site-packages`, nothing written."""

# Codecs are imported by name when a host's name is first looked up.
_ASK = """
import encodings.ascii, encodings.idna, encodings.latin_1, json, runpy, sys
runpy.run_path(sys.argv[1], run_name="imported")
modules = [getattr(each, "__file__", None) for each in list(sys.modules.values())]
mapped = [line.split(None, 5)[5].strip() for line in open("/proc/self/maps") if "/" in line]
json.dump({"modules": modules, "mapped": mapped, "landmark": json.__file__}, sys.stdout)
"""
_SHELL: Final = "/bin/sh"
_SHELL_ASK: Final = 'while read line; do echo "$line"; done < /proc/$$/maps'
_PT_INTERP: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Files to copy, each under its own path, symbolic links as such; and how to start.

    Attributes:
        program: the interpreter's path.
        files: regular files.
        links: symbolic links, with where they point.
        libraries: folders of shared libraries, for `LD_LIBRARY_PATH`.

    """

    program: str
    files: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    libraries: tuple[str, ...]


def parts_for(program: Path) -> Parts:
    """Collect what this Python and the machine's shell need for a program that stands in one file."""
    interpreter = os.path.realpath(sys.executable)
    asked = subprocess.run([interpreter, *FLAGS, "-c", _ASK, os.fspath(program)], capture_output=True, check=True)
    said = json.loads(asked.stdout)
    mapped = {os.path.realpath(each) for each in said["mapped"] if ".so" in each}
    mapped |= {os.path.realpath(each) for each in _shell_files() if ".so" in each}
    modules = {each for each in said["modules"] if each and Path(each).is_file() and each != os.fspath(program)}
    # The interpreter knows its own library by this one file: https://docs.python.org/3.11/library/sys_path_init.html
    landmark = os.fspath(Path(said["landmark"]).parent.parent / "os.py")
    wanted = {interpreter, landmark, _SHELL, *modules, *mapped}
    wanted |= set(_loaders((interpreter, os.path.realpath(_SHELL)))) | set(_other_names(mapped))
    files, links = _followed(wanted)
    return Parts(
        program=interpreter,
        files=tuple(sorted(files)),
        links=tuple(sorted(links.items())),
        libraries=tuple(sorted({os.fspath(Path(each).parent) for each in mapped})),
    )


def _shell_files() -> list[str]:
    asked = subprocess.run([_SHELL, "-c", _SHELL_ASK], capture_output=True, text=True, check=False)
    return [line.split(None, 5)[5] for line in asked.stdout.splitlines() if "/" in line]


def _other_names(mapped: set[str]) -> Iterator[str]:
    """Give the names under which libraries are looked for, as `libz.so.1` for `libz.so.1.2.13`."""
    for folder in {os.fspath(Path(each).parent) for each in mapped}:
        for entry in os.scandir(folder):
            if entry.is_symlink() and ".so" in entry.name and os.path.realpath(entry.path) in mapped:
                yield entry.path


def _loaders(programs: tuple[str, ...]) -> Iterator[str]:
    """Give the dynamic loaders that programs name: `PT_INTERP` of https://refspecs.linuxfoundation.org/elf/elf.pdf."""
    for program in programs:
        whole = Path(program).read_bytes()
        (start,) = struct.unpack_from("<Q", whole, 32)
        size, count = struct.unpack_from("<HH", whole, 54)
        for number in range(count):
            kind, _, offset, _, _, length = struct.unpack_from("<IIQQQQ", whole, start + number * size)
            if kind == _PT_INTERP:
                yield whole[offset : offset + length].rstrip(b"\0").decode()


def _followed(wanted: set[str]) -> tuple[set[str], dict[str, str]]:
    """Resolve every path part by part: regular files under their real paths, and each symbolic link on the way."""
    files: set[str] = set()
    links: dict[str, str] = {}
    for path in wanted:
        real, waiting = Path("/"), path.strip("/").split("/")
        while waiting:
            step = waiting.pop(0)
            here = real.parent if step == ".." else real / step
            if not here.is_symlink():
                real = here
                continue
            target = os.fspath(here.readlink())
            links[os.fspath(here)] = target
            real = Path("/") if target.startswith("/") else real
            waiting = target.strip("/").split("/") + waiting
        files.add(os.fspath(real))
    return files, links
