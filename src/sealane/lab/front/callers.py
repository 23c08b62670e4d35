"""Who calls: roles by the access keys of their sessions, and by the tokens that ECR gave them."""

from __future__ import annotations

import base64
import binascii
import re
import secrets
import threading
from typing import Final

from sealane.records import dataclass

_SCOPE = re.compile(r"Credential=(?P<key>[^/,\s]+)/")
USER: Final = "AWS"
"""The name that goes with a token: https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """A role's session.

    Attributes:
        role: the key of the role in the world.
        arn: the session's ARN, `arn:aws:sts::ACCOUNT:assumed-role/NAME/SESSION`.
        role_arn: the role's own.

    """

    role: str
    arn: str
    role_arn: str = ""

    @property
    def account(self) -> str:
        """Whose role it is."""
        parts = self.arn.split(":")
        return parts[4] if len(parts) > 4 else ""  # noqa: PLR2004 (the fifth part of an ARN)


class Callers:
    """Everyone whom a lab knows."""

    def __init__(self) -> None:
        """Know nobody yet."""
        self._by_key: dict[str, Principal] = {}
        self._by_token: dict[str, Principal | None] = {}
        self._lock = threading.Lock()

    def admit(self, access_key: str, principal: Principal) -> None:
        """Know whose session an access key belongs to."""
        with self._lock:
            self._by_key[access_key] = principal

    def by_key(self, access_key: str) -> Principal | None:
        """Return whose key it is."""
        with self._lock:
            return self._by_key.get(access_key)

    @property
    def known(self) -> bool:
        """Tell whether anybody is known: a lab that knows nobody asks nobody who he is."""
        with self._lock:
            return bool(self._by_key)

    def token_for(self, principal: Principal | None) -> str:
        """Return a new token of the registry, in the form that `GetAuthorizationToken` gives."""
        password = secrets.token_urlsafe(48)
        with self._lock:
            self._by_token[password] = principal
        return base64.b64encode(f"{USER}:{password}".encode()).decode()

    def by_token(self, authorization: str) -> tuple[bool, Principal | None]:
        """Return whether the header carries a token that was given, and whose it is."""
        scheme, _, encoded = authorization.partition(" ")
        if scheme.lower() != "basic":
            return False, None
        try:
            user, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return False, None
        with self._lock:
            return user == USER and password in self._by_token, self._by_token.get(password)


def access_key_of(authorization: str, query: dict[str, str]) -> str:
    """Return the access key that a request was signed with, in a header or in the query; empty for none.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
    """
    if found := _SCOPE.search(authorization):
        return found["key"]
    return query.get("X-Amz-Credential", "").partition("/")[0]
