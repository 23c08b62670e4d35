"""Words for what stands in a packet's way."""

from __future__ import annotations

from sealane.report.blocks.words import Wording

TABLE: Wording = {}
