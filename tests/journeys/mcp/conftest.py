"""What the tests of the MCP server share with those of pipelines: sealane as it is installed without extras."""

from __future__ import annotations

from tests.journeys.pipelines.conftest import installed

__all__ = ["installed"]
