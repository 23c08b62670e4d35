"""AWS as a lab's programs meet it: TLS listeners at endpoints and on the internet, and the embedded AWS behind them.

`front` holds the parts together. `doors` accepts, `certificates` vouches, `names` tells a host's service, `calls` tells
what a request asks for, `judge` decides, `denials` words it, and `api`, `registry`, `objects` and `outside` answer.
"""

from __future__ import annotations
