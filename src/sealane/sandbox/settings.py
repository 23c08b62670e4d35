"""What any client (boto3, AWS CLI, Terraform) must set and forget to speak to the sandbox and to nothing else.

Pure: environments come in and go out as mappings.
Names: https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping

from sealane.sandbox.record import Sandbox

FAKE_KEY = "sandbox"
"""Access key and secret; the sandbox takes any, and no real account knows these."""

REMOVED = (
    "AWS_PROFILE",
    "AWS_DEFAULT_PROFILE",
    "AWS_SESSION_TOKEN",
    "AWS_SECURITY_TOKEN",
    "AWS_CREDENTIAL_EXPIRATION",
    "AWS_ROLE_ARN",
    "AWS_ROLE_SESSION_NAME",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
    "AWS_CA_BUNDLE",
    "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
    "AWS_USE_DUALSTACK_ENDPOINT",
    "AWS_USE_FIPS_ENDPOINT",
    "AWS_S3_USE_ARN_REGION",
    "AWS_S3_ENDPOINT",
    "AWS_STS_ENDPOINT",
    "AWS_IAM_ENDPOINT",
    "AWS_DYNAMODB_ENDPOINT",
    "AWS_METADATA_URL",
)
"""Always forgotten, whether set or not; everything else that starts with `AWS_` is forgotten where it is set."""

_KEPT = ("AWS_PAGER", "AWS_DEFAULT_OUTPUT", "AWS_RETRY_MODE", "AWS_MAX_ATTEMPTS", "AWS_CLI_", "AWS_EXECUTION_ENV")
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")
_LOOPBACK = "127.0.0.1,localhost"


def variables(sandbox: Sandbox, region: str) -> dict[str, str]:
    """Return the variables to set so that every AWS client in `region` speaks to the sandbox."""
    return {
        "AWS_ENDPOINT_URL": sandbox.endpoint,
        "AWS_ACCESS_KEY_ID": FAKE_KEY,
        "AWS_SECRET_ACCESS_KEY": FAKE_KEY,
        "AWS_REGION": region,
        "AWS_DEFAULT_REGION": region,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }


def removals(environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names to remove: the fixed list, and whatever else AWS clients could read from this environment.

    What only shapes output and retries stays, so that a user's pager is not lost.
    """
    found = (name for name in environ if name.upper().startswith("AWS_") and not name.startswith(_KEPT))
    return tuple(sorted({*REMOVED, *found} - _SET))


def environment(environ: Mapping[str, str], sandbox: Sandbox, region: str) -> dict[str, str]:
    """Return `environ` as a client of the sandbox needs it; loopback never goes through the user's proxy."""
    gone = set(removals(environ))
    kept = {name: value for name, value in environ.items() if name not in gone}
    return kept | variables(sandbox, region) | _past_proxies(environ)


def exports(sandbox: Sandbox, region: str, environ: Mapping[str, str]) -> str:
    """Return the same as shell lines: `unset NAME`, then `export NAME=VALUE`, for `eval "$(…)"`."""
    lines = [f"unset {name}" for name in removals(environ)]
    wanted = variables(sandbox, region) | _past_proxies(environ)
    lines += [f"export {name}={shlex.quote(value)}" for name, value in wanted.items()]
    return "\n".join(lines) + "\n"


def _past_proxies(environ: Mapping[str, str]) -> dict[str, str]:
    if not any(environ.get(name) for name in _PROXIES):
        return {}
    before = environ.get("no_proxy") or environ.get("NO_PROXY") or ""
    value = f"{before},{_LOOPBACK}" if before else _LOOPBACK
    return {"NO_PROXY": value, "no_proxy": value}


_SET = frozenset(
    variables(
        Sandbox(instance="", endpoint="", pid=0, account="", started="", folder="", token=""),
        "",
    )
)
