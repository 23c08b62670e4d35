"""The environment variables a Terraform child gets."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

# Settings that would make Terraform work on another state, in another folder, or with arguments nobody sees here.
# https://developer.hashicorp.com/terraform/cli/config/environment-variables
_NOT_PASSED_ON = frozenset({"TF_WORKSPACE", "TF_DATA_DIR", "TF_INPUT", "TF_IN_AUTOMATION"})
_NOT_PASSED_ON_PREFIXES = ("TF_CLI_ARGS", "TF_VAR_")

CLI_CONFIG = "TF_CLI_CONFIG_FILE"
REATTACH = "TF_REATTACH_PROVIDERS"


def child_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for Terraform, from the user's.

    A CLI configuration file that does not exist counts as an empty one, as in Terraform itself, but without the
    warning it prints on every command. The check for new Terraform releases is off: it calls HashiCorp.
    """
    kept = {
        name: value
        for name, value in environ.items()
        if name not in _NOT_PASSED_ON and not name.startswith(_NOT_PASSED_ON_PREFIXES)
    }
    named = kept.get(CLI_CONFIG)
    if named and not Path(named).exists():
        kept[CLI_CONFIG] = os.devnull
    return kept | {"CHECKPOINT_DISABLE": "1", "TF_IN_AUTOMATION": "1", "TF_INPUT": "0"}
