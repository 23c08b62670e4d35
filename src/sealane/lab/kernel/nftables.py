"""Packet filters as one transaction, spoken to the library that is the program `nft`.

The program itself is started in 15 ms and the library asked in 1; a lab has a transaction for every space.
"""

from __future__ import annotations

import ctypes
import json
import threading
from functools import cache
from typing import Any, Final

_JSON: Final = 1 << 4
_LIBRARY: Final = "libnftables.so.1"
# The library keeps state of its own beside its contexts.
_alone: Final = threading.Lock()


class Filters:
    """The packet filters of one network namespace: that in which the calling thread is when this is made."""

    def __init__(self) -> None:
        """Open the library's way to the kernel, which stays in that namespace."""
        self._library = library()
        with _alone:
            self._context = self._library.nft_ctx_new(0)
            self._library.nft_ctx_output_set_flags(self._context, _JSON)
            self._library.nft_ctx_buffer_output(self._context)
            self._library.nft_ctx_buffer_error(self._context)

    def run(self, commands: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Have all commands obeyed or none, and return what they list."""
        asked = json.dumps({"nftables": commands}).encode()
        with _alone:
            failed = self._library.nft_run_cmd_from_buffer(self._context, asked)
            said = self._library.nft_ctx_get_output_buffer(self._context)
            complained = self._library.nft_ctx_get_error_buffer(self._context)
        if failed:
            raise OSError(complained.decode(errors="replace").strip() or "nftables refuses the rules")
        listed: list[dict[str, Any]] = json.loads(said)["nftables"] if said else []
        return listed

    def close(self) -> None:
        """Close the way to the kernel; the filters stay."""
        with _alone:
            self._library.nft_ctx_free(self._context)


@cache
def library() -> ctypes.CDLL:
    """Load the library; raises `OSError` where it is not installed."""
    loaded = ctypes.CDLL(_LIBRARY)
    loaded.nft_ctx_new.restype = ctypes.c_void_p
    loaded.nft_ctx_new.argtypes = (ctypes.c_uint32,)
    for name in ("nft_ctx_free", "nft_ctx_buffer_output", "nft_ctx_buffer_error"):
        getattr(loaded, name).argtypes = (ctypes.c_void_p,)
    for name in ("nft_ctx_get_output_buffer", "nft_ctx_get_error_buffer"):
        getattr(loaded, name).argtypes = (ctypes.c_void_p,)
        getattr(loaded, name).restype = ctypes.c_char_p
    loaded.nft_ctx_output_set_flags.argtypes = (ctypes.c_void_p, ctypes.c_uint)
    loaded.nft_run_cmd_from_buffer.argtypes = (ctypes.c_void_p, ctypes.c_char_p)
    return loaded
