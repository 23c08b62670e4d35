"""An AWS on a port of its own that refuses: every call with one error, in the form each protocol has for it.

Query and REST-XML: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
EC2: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
JSON: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ACCOUNT = "111122223333"
CALLER = f"arn:aws:sts::{ACCOUNT}:assumed-role/reader/ann"
_IDENTITY = (
    "<GetCallerIdentityResponse><GetCallerIdentityResult>"
    f"<Arn>{CALLER}</Arn><UserId>AROA:ann</UserId><Account>{ACCOUNT}</Account>"
    "</GetCallerIdentityResult></GetCallerIdentityResponse>"
)


class _Server(ThreadingHTTPServer):
    """Knows the one refusal that it gives."""

    code: str
    said: str
    knows_caller: bool


class _Handler(BaseHTTPRequestHandler):
    """Answers one call."""

    server: _Server

    def do_POST(self) -> None:
        """Refuse a call, whatever it is."""
        code, said = self.server.code, self.server.said
        asked = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        if "X-Amz-Target" in self.headers:
            name = f"{code}Exception" if code == "AccessDenied" else code
            self._send(400, json.dumps({"__type": name, "message": said}), "application/x-amz-json-1.1")
        elif "Action=GetCallerIdentity" in asked and self.server.knows_caller:
            self._send(200, _IDENTITY, "text/xml")
        elif "Version=2016-11-15" in asked:
            name = "UnauthorizedOperation" if code == "AccessDenied" else code
            error = f"<Errors><Error><Code>{name}</Code><Message>{said}</Message></Error></Errors>"
            self._send(403, f"<Response>{error}<RequestID>1</RequestID></Response>", "text/xml")
        else:
            error = f"<Error><Type>Sender</Type><Code>{code}</Code><Message>{said}</Message></Error>"
            self._send(403, f"<ErrorResponse>{error}<RequestId>1</RequestId></ErrorResponse>", "text/xml")

    def do_GET(self) -> None:
        """Refuse this one as well."""
        self.do_POST()

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""

    def _send(self, status: int, body: str, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())


@contextmanager
def refusing_aws(code: str, said: str, *, knows_caller: bool) -> Iterator[str]:
    """Serve until the block ends and give the URL; with `knows_caller` the caller's identity is told."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.code, server.said, server.knows_caller = code, said, knows_caller
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
