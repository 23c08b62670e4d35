"""The bytes of image layers and configurations, by digest; kept in the server, served at the sandbox's endpoint."""

from __future__ import annotations

from sealane.sandbox.routes import PREFIX

BLOB_PATH = f"{PREFIX}blobs/"
"""No token is asked for here, as with the presigned URL AWS gives: who knows the digest may have the bytes."""

BLOBS: dict[str, bytes] = {}
"""Named by their content, so one store serves every repository and Region."""
