"""A certificate authority of a lab's own, and TLS settings with a certificate that it vouches for.

Keys and certificates live in memory; the standard library reads a certificate from a file only, so each is in one for
that moment.
"""

from __future__ import annotations

import datetime as dt
import os
import ssl
import tempfile
import threading
from ipaddress import ip_address
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_AUTHORITY: Final = "Sealane lab authority"
_LIFE: Final = dt.timedelta(days=30)
_SLACK: Final = dt.timedelta(days=1)
_LONGEST_COMMON_NAME: Final = 64


class Authority:
    """Vouches for the names of one lab; nobody outside trusts it, and its key is never written."""

    def __init__(self) -> None:
        """Make the authority's key and certificate, and one key for all that it vouches for."""
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._leaf_key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, _AUTHORITY)])
        self._certificate = self._sign_itself()
        self._contexts: dict[tuple[str, ...], ssl.SSLContext] = {}
        self._lock = threading.Lock()

    @property
    def pem(self) -> bytes:
        """The certificate to trust inside the lab."""
        return self._certificate.public_bytes(serialization.Encoding.PEM)

    def context(self, names: tuple[str, ...]) -> ssl.SSLContext:
        """Return settings of a server with a certificate for these names; the same names have the same ones."""
        with self._lock:
            if names not in self._contexts:
                self._contexts[names] = self._made(names)
            return self._contexts[names]

    def _made(self, names: tuple[str, ...]) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.set_alpn_protocols(["http/1.1"])
        key = self._leaf_key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        handle, path = tempfile.mkstemp(prefix="sealane-leaf-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(key + self._leaf(names).public_bytes(serialization.Encoding.PEM))
            context.load_cert_chain(path)
        finally:
            os.unlink(path)  # noqa: PTH108 (`tempfile` gives a name and not a Path)
        return context

    def _leaf(self, names: tuple[str, ...]) -> x509.Certificate:
        # The name is for people; clients read the alternative names, which have no limit of length.
        common = names[0] if len(names[0]) <= _LONGEST_COMMON_NAME else "sealane lab"
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])
        return (
            self._builder(subject, self._leaf_key.public_key())
            .add_extension(x509.SubjectAlternativeName([_general(name) for name in names]), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False)
            .sign(self._key, hashes.SHA256())
        )

    def _sign_itself(self) -> x509.Certificate:
        usage = x509.KeyUsage(
            digital_signature=True,
            key_cert_sign=True,
            crl_sign=True,
            content_commitment=False,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            encipher_only=False,
            decipher_only=False,
        )
        return (
            self._builder(self._name, self._key.public_key())
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(self._key.public_key()), critical=False)
            .sign(self._key, hashes.SHA256())
        )

    def _builder(self, subject: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        now = dt.datetime.now(dt.UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - _SLACK)
            .not_valid_after(now + _LIFE)
        )


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)
