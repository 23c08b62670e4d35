"""Who answers for names in a lab: a name server at each resolver's addresses, from the blueprint's answers alone.

`zone` finds an answer, `reply` puts it into a message, `server` listens, `record` remembers what was asked.
"""

from __future__ import annotations
