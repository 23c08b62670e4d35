"""The SDK's clients that speak to the sandbox whatever the user's environment and configuration files say."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from typing import Any

from sealane.sandbox.record import Sandbox
from sealane.sandbox.settings import FAKE_KEY


def client(sandbox: Sandbox, service: str, region: str) -> Any:  # noqa: ANN401 (botocore makes its clients at run time)
    """Return a client of one service; its endpoint and credentials are the sandbox's, and no proxy is used."""
    return client_as(sandbox, service, region, {"AccessKeyId": FAKE_KEY, "SecretAccessKey": FAKE_KEY})


def client_as(sandbox: Sandbox, service: str, region: str, credentials: Mapping[str, str]) -> Any:  # noqa: ANN401
    """Return a client as `client` does, with credentials as `AssumeRole` gives them."""
    from botocore.config import Config
    from botocore.session import Session

    # Without these a profile that exists on no machine but the user's would stop even this client.
    session = Session(
        session_vars={
            "profile": (None, None, None, None),
            "config_file": (None, None, os.devnull, None),
            "credentials_file": (None, None, os.devnull, None),
            "ignore_configured_endpoint_urls": (None, None, True, None),
        }
    )
    session.register_component("data_loader", _loader(session.get_config_variable("data_path")))
    return session.create_client(
        service,
        region_name=region,
        endpoint_url=sandbox.endpoint,
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials.get("SessionToken"),
        config=Config(proxies={}, retries={"mode": "standard", "max_attempts": 3}),
    )


@cache
def _loader(path: str | None) -> Any:  # noqa: ANN401 - the SDK's own type
    """Return what loads the descriptions of services and keeps them: each is read once, for all clients."""
    from botocore.loaders import create_loader

    return create_loader(path)
