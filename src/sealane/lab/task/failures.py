"""A call that failed, and the words that the platform's own clients have for it."""

from __future__ import annotations

import ssl

from sealane.verdicts.observation import Failure


class CallFailed(Exception):
    """A call that did not work: how, how far it came, and what a client says of it.

    Attributes:
        failure: how it failed.
        address, port: where it went, as far as it came.
        detail: what the client says: `dial tcp 10.0.0.5:443: i/o timeout`.
        transport: whether the network failed it, and not the answer.

    """

    def __init__(
        self, failure: Failure, detail: str, *, address: str = "", port: int = 0, transport: bool = True
    ) -> None:
        """Keep the parts; the message is the detail."""
        super().__init__(detail)
        self.failure = failure
        self.detail = detail
        self.address = address
        self.port = port
        self.transport = transport


def no_connection(error: OSError, address: str, port: int) -> CallFailed:
    """Word a connection that could not be made."""
    where = f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
    if isinstance(error, TimeoutError):
        return CallFailed(Failure.TIMEOUT, f"dial tcp {where}: i/o timeout", address=address, port=port)
    if isinstance(error, ConnectionRefusedError):
        detail = f"dial tcp {where}: connect: connection refused"
        return CallFailed(Failure.REFUSED, detail, address=address, port=port)
    said = (error.strerror or str(error) or type(error).__name__).lower()
    failure = Failure.RESET if isinstance(error, ConnectionResetError) else Failure.OTHER
    return CallFailed(failure, f"dial tcp {where}: connect: {said}", address=address, port=port)


def no_handshake(error: OSError, address: str, port: int) -> CallFailed:
    """Word a TLS handshake that did not come to its end."""
    if isinstance(error, TimeoutError):
        return CallFailed(Failure.TIMEOUT, "net/http: TLS handshake timeout", address=address, port=port)
    if isinstance(error, ssl.SSLCertVerificationError):
        detail = f"tls: failed to verify certificate: x509: {error.verify_message}"
        return CallFailed(Failure.CERTIFICATE, detail, address=address, port=port)
    if isinstance(error, ConnectionResetError):
        return CallFailed(Failure.RESET, "read: connection reset by peer", address=address, port=port)
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return CallFailed(Failure.RESET, "EOF", address=address, port=port)
    detail = f"remote error: tls: {str(error) or type(error).__name__}"
    return CallFailed(Failure.OTHER, detail, address=address, port=port)


def no_answer(error: Exception, address: str, port: int) -> CallFailed:
    """Word a request to which no whole answer came."""
    if isinstance(error, TimeoutError):
        detail = "net/http: request canceled (Client.Timeout exceeded while awaiting headers)"
        return CallFailed(Failure.TIMEOUT, detail, address=address, port=port)
    if isinstance(error, ConnectionResetError):
        return CallFailed(Failure.RESET, "read: connection reset by peer", address=address, port=port)
    return CallFailed(Failure.RESET, f"EOF ({str(error) or type(error).__name__})", address=address, port=port)
