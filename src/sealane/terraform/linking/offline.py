"""What stands where AWS would: it tells the names of a Region's zones and refuses everything else.

Modules count and name things by zone, so a plan without zones is often no plan at all. A Region has at least three,
named by letters that are the account's own; that they are `a`, `b` and `c` is an assumption, and said to be one. Their
ids are invented and recognised as such.
https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
"""

from __future__ import annotations

import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

ZONE_LETTERS: Final = "abc"

_SCOPE: Final = re.compile(r"Credential=[^/]+/\d+/([a-z0-9-]+)/")
_ZONES: Final = b"Action=DescribeAvailabilityZones"
_REFUSAL: Final = (
    "<Response><Errors><Error><Code>SealaneOffline</Code>"
    "<Message>nothing is asked of AWS while a directory is linked</Message></Error></Errors></Response>"
)


@contextmanager
def serving(nonce: str) -> Iterator[str]:
    """Give the address of a server of this process's own for the block."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(nonce))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def zone_id(nonce: str, number: int) -> str:
    """Return the invented id of a zone."""
    return f"{nonce}-az{number}"


def _handler(nonce: str) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        """Answers the provider."""

        protocol_version = "HTTP/1.1"
        # An answer goes out as a whole: the provider closes connections of its own while it waits for the rest of one.
        wbufsize = 1 << 16
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            """Answer a call."""
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            scope = _SCOPE.search(self.headers.get("Authorization", ""))
            if _ZONES in body and scope:
                self._answer(200, _zones(scope[1], nonce))
            else:
                self._answer(400, _REFUSAL)

        def do_GET(self) -> None:
            """Refuse."""
            self._answer(400, _REFUSAL)

        do_PUT = do_DELETE = do_HEAD = do_GET  # noqa: N815 - the names the server calls

        def _answer(self, status: int, text: str) -> None:
            content = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/xml")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the method replaced
            """Stay silent."""

    return Handler


def _zones(region: str, nonce: str) -> str:
    items = "".join(
        f"<item><zoneName>{region}{letter}</zoneName><zoneId>{zone_id(nonce, number)}</zoneId>"
        f"<zoneState>available</zoneState><regionName>{region}</regionName><zoneType>availability-zone</zoneType>"
        f"<groupName>{region}</groupName><networkBorderGroup>{region}</networkBorderGroup>"
        "<optInStatus>opt-in-not-required</optInStatus></item>"
        for number, letter in enumerate(ZONE_LETTERS, start=1)
    )
    return (
        '<DescribeAvailabilityZonesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">'
        f"<requestId>0</requestId><availabilityZoneInfo>{items}</availabilityZoneInfo></DescribeAvailabilityZonesResponse>"
    )
