"""Every tool of the server."""

from __future__ import annotations

from typing import Final

from sealane.mcp.authorize import AUTHORIZE
from sealane.mcp.cost import COST
from sealane.mcp.diagnose import DIAGNOSE
from sealane.mcp.endpoints import ENDPOINTS
from sealane.mcp.explain import EXPLAIN
from sealane.mcp.policies import POLICIES
from sealane.mcp.prove import PROVE
from sealane.mcp.trace import TRACE

TOOLS: Final = (PROVE, DIAGNOSE, TRACE, AUTHORIZE, ENDPOINTS, POLICIES, COST, EXPLAIN)
