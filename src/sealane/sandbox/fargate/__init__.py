"""Fargate for the sandbox: an agent that runs in the lab what ECS there is asked to run.

`scheduler` and `life` are pure: what services want and what became of tasks, to what starts, stops and is reported.
`ledger` runs inside the server and is the only part that touches moto; the others run in the agent's own process, which
`keeper` starts, and `stage` in the enclosure where the lab stands.
Nothing of it runs until `access.ensure` asks for it, and all of it ends with the sandbox.
"""

from __future__ import annotations
