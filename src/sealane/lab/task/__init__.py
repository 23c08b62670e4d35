"""A task's start made for real in its place of a lab: the steps in their order, the pull, the container.

`start` makes the steps, one file each under `steps`; `names`, `connections` and `requests` are how they speak from
inside a space. `image` and `layers` turn what was pulled into a root file system, `bundle` says what runs in it, and
`running` runs it with `runc`, its output shipped by `shipping`, its questions answered by `metadata`.
Nothing here asks the proof or the engines behind it.
"""

from __future__ import annotations
