"""One AWS provider kept running beside the sandbox, so that Terraform does not start and configure one every time.

Terraform attaches to it by `TF_REATTACH_PROVIDERS`:
https://developer.hashicorp.com/terraform/plugin/debugging#running-terraform-with-a-provider-in-debug-mode
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from sealane.sandbox import caller
from sealane.sandbox.folder import lease
from sealane.sandbox.record import Sandbox

ROUTE = "provider"
VARIABLE = "TF_REATTACH_PROVIDERS"
_LEASE = "provider.lock"


def keep_provider(sandbox: Sandbox, binary: Path, region: str) -> str:
    """Return the value of `TF_REATTACH_PROVIDERS`; the provider is started on first use and lives as the sandbox does.

    It runs in the sandbox's process group with the environment of a client of the sandbox in `region`, so a provider
    block that names no Region gets this one.

    Raises:
        EnvironmentFailure: the provider did not start.

    """
    answer = caller.ask(sandbox, ROUTE, {"binary": str(binary.absolute()), "region": region})
    return str(answer)


@contextlib.contextmanager
def provider_lease(sandbox: Sandbox) -> Iterator[int | None]:
    """Give the right to attach to the kept provider as an open file descriptor, or `None` while another one has it.

    A second Terraform would configure the provider anew under the first one's feet. Pass the descriptor on with
    `pass_fds`: the lease then lasts until that Terraform has ended too, even when the command around it is killed.
    """
    with lease(Path(sandbox.folder), _LEASE) as handle:
        yield handle
