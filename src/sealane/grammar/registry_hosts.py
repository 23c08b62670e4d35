"""Host names of registries: private ECR in its four variants, ECR Public, Docker Hub.

https://docs.aws.amazon.com/general/latest/gr/ecr.html
https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html
"""

from __future__ import annotations

import re
from typing import Final

from sealane.grammar.partitions import partition_of
from sealane.grammar.patterns import pattern
from sealane.records import dataclass

DOCKER_HUB: Final = "registry-1.docker.io"
"""The host that a Docker client asks for images of Docker Hub."""
DOCKER_HUB_HOSTS: Final = frozenset({"docker.io", "index.docker.io", DOCKER_HUB})
ECR_PUBLIC_HOSTS: Final = frozenset({"public.ecr.aws", "ecr-public.aws.com"})

_LOOKS_LIKE_ECR = pattern(r"(^|\.)dkr[.-]ecr", re.IGNORECASE)
_ECR = pattern(r"(?P<account>[0-9]{12})\.dkr(?P<stack>[.-])ecr(?P<fips>-fips)?\.(?P<region>[a-z0-9-]+)\.(?P<suffix>.+)")


class RegistryHostError(ValueError):
    """A host that means to be a private ECR registry and is not one; the message says why, without a full stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateRegistry:
    """A private ECR registry: whose, where, and by which variant of its host name."""

    account: str
    region: str
    fips: bool = False
    dual_stack: bool = False

    @property
    def host(self) -> str:
        """Its host name."""
        return private_registry_host(self.account, self.region, fips=self.fips, dual_stack=self.dual_stack)


def private_registry_host(account: str, region: str, *, fips: bool = False, dual_stack: bool = False) -> str:
    """Return the host name of a private ECR registry.

    Raises:
        KeyError: when no partition has that Region.

    """
    partition = partition_of(region)
    suffix = _dual_stack_suffix(partition.dual_stack_dns_suffix) if dual_stack else partition.dns_suffix
    return f"{account}.dkr{'-' if dual_stack else '.'}ecr{'-fips' if fips else ''}.{region}.{suffix}"


def private_registry(host: str) -> PrivateRegistry | None:
    """Read a host name; `None` when it does not even resemble a private ECR registry.

    Raises:
        RegistryHostError: when it resembles one and is not: no account id, unknown Region, suffix of another partition.

    """
    if not _LOOKS_LIKE_ECR.search(host):
        return None
    match = _ECR.fullmatch(host)
    if not match:
        msg = f"{host!r} is not ACCOUNT.dkr.ecr.REGION.SUFFIX with a 12-digit account id"
        raise RegistryHostError(msg)
    found = PrivateRegistry(
        account=match["account"],
        region=match["region"],
        fips=bool(match["fips"]),
        dual_stack=match["stack"] == "-",
    )
    try:
        expected = found.host
    except KeyError:
        msg = f"{found.region!r} in {host!r} is not an AWS Region"
        raise RegistryHostError(msg) from None
    if host != expected:
        msg = f"{host!r} is not the registry of that account and Region, which is {expected!r}"
        raise RegistryHostError(msg)
    return found


def _dual_stack_suffix(api_suffix: str) -> str:
    """Turn a partition's dual-stack suffix for APIs (`api.aws`) into the one for registries (`on.aws`)."""
    return "on." + api_suffix.removeprefix("api.")
