"""Where a call went: host, address, port, and what kind of place that is.

The address is evidence: a service's private name resolves to the endpoint's own addresses, its public name to public
ones. https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
"""

from __future__ import annotations

import ipaddress
import re
from typing import Final

from sealane.diagnosis.symptoms.symptom import Place
from sealane.records import dataclass

_URL: Final = re.compile(r"https?://(?P<it>[A-Za-z0-9.-]+)(?P<after>[^\s\"]*)")
_LOOKUP: Final = re.compile(r"\blookup (?P<it>[A-Za-z0-9][A-Za-z0-9.-]*\.[A-Za-z]{2,})")
_FROM_HOST: Final = re.compile(r"pulling from host (?P<it>[A-Za-z0-9.-]+)", re.IGNORECASE)
_FILE_SYSTEM: Final = re.compile(r"\b(?P<it>(?:[a-z0-9-]+\.)?fs-[0-9a-f]+\.efs\.[a-z0-9.-]*[a-z0-9])")
_IN_REFERENCE: Final = re.compile(r"\b(?P<it>[0-9]{12}\.dkr[.-]ecr[a-z-]*\.[a-z0-9-]+\.[a-z.]*[a-z])")
_SERVER: Final = re.compile(r"\blookup \S+ on (?P<it>[0-9A-Fa-f.:\[\]]+):53\b")
_V4: Final = r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}"
_DIAL: Final = re.compile(rf"dial tcp4?6? (?:\[(?P<six>[0-9A-Fa-f:]+)\]|(?P<four>{_V4})):(?P<port>[0-9]{{1,5}})")
_READ: Final = re.compile(rf"(?:read|write) tcp \S+->(?:\[(?P<six>[0-9A-Fa-f:]+)\]|(?P<four>{_V4})):(?P<port>[0-9]+)")
# Pages that messages point to, and where limits are explained: nobody called these.
_PAGES: Final = ("docs.aws.amazon.com", "docs.docker.com", "www.docker.com", "aws.amazon.com", "repost.aws")
_SHARED: Final = ipaddress.ip_network("100.64.0.0/10")
_AWS: Final = re.compile(
    r"(?:(?P<label>[a-z0-9.-]+?)\.)?(?P<region>[a-z]{2,4}(?:-[a-z]+)+-[0-9])\.(?:amazonaws\.com(?:\.cn)?|api\.aws|on\.aws|[a-z0-9.-]+)"
)
_SUFFIXES: Final = (
    (re.compile(r"api\.ecr(?:-fips)?|ecr(?:-fips)?"), "ecr.api"),
    (re.compile(r"(?:[0-9]+|[Xx*]+|<[^>]*>)?\.?dkr[.-]ecr(?:-fips)?"), "ecr.dkr"),
    (re.compile(r"secretsmanager(?:-fips)?"), "secretsmanager"),
    (re.compile(r"ssm(?:-fips)?"), "ssm"),
    (re.compile(r"logs(?:-fips)?"), "logs"),
    (re.compile(r"(?:.+\.)?s3(?:-fips)?(?:\.dualstack)?"), "s3"),
    (re.compile(r"(?:.+\.)?fs-[0-9a-f]+\.efs"), "elasticfilesystem"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Where a call went, as far as the message tells."""

    host: str = ""
    address: str = ""
    port: int = 0
    place: Place = Place.NOWHERE
    name_server: str = ""


def way(text: str) -> Way:
    """Find where the call of a message went."""
    asked = _SERVER.search(text)
    dialled = _DIAL.search(text) or _READ.search(text)
    address = (dialled["six"] or dialled["four"]) if dialled else ""
    return Way(
        host=_host(text),
        address=address if _is_address(address) else "",
        port=int(dialled["port"]) if dialled else 0,
        place=place_of(address),
        name_server=asked["it"].strip("[]") if asked else "",
    )


def place_of(address: str, inside: tuple[str, ...] = ()) -> Place:
    """Tell where an address is; `inside` are the ranges of the VPC, which may be public ones that it uses itself."""
    if not _is_address(address):
        return Place.NOWHERE
    read = ipaddress.ip_address(address)
    if any(read in network for network in _networks(inside)):
        return Place.PRIVATE
    if isinstance(read, ipaddress.IPv4Address) and read in _SHARED:
        return Place.PRIVATE
    return Place.PRIVATE if read.is_private else Place.PUBLIC


def service_of(host: str) -> tuple[str, str]:
    """Return the suffix of the endpoint service that serves a host, and its Region; empty for a host of another."""
    match = _AWS.fullmatch(host.lower())
    if match is None or not match["label"]:
        return "", ""
    for pattern, suffix in _SUFFIXES:
        if pattern.fullmatch(match["label"]):
            return suffix, match["region"]
    return "", match["region"]


def _host(text: str) -> str:
    """Return the host of the last call that the message tells, or else of the image; a host that is cut is none."""
    called = [match for match in _URL.finditer(text) if match["it"].lower() not in _PAGES]
    if called:
        host, after = called[-1]["it"], called[-1]["after"]
        if not host.endswith(".") and (after or called[-1].end() < len(text)):
            return host
    for pattern in (_LOOKUP, _FROM_HOST, _FILE_SYSTEM, _IN_REFERENCE):
        match = pattern.search(text)
        if match:
            return match["it"]
    return ""


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _networks(ranges: tuple[str, ...]) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    found = []
    for text in ranges:
        try:
            found.append(ipaddress.ip_network(text, strict=False))
        except ValueError:
            continue
    return found
