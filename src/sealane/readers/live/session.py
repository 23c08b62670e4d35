"""The SDK's session, made from a given environment: settings, credentials, endpoints, clients.

The SDK reads `os.environ`; here it reads the mapping it is given, so that one process can speak to the sandbox and to
an account. Order of the settings: https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from botocore import configprovider, credentials
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.httpsession import URLLib3Session
from botocore.loaders import Loader, create_loader
from botocore.session import Session
from botocore.utils import get_environ_proxies

from sealane import __version__
from sealane.readers.live.call import Call
from sealane.readers.live.shared_config import config_file, credentials_file

_CONNECT_SECONDS = 5
_READ_SECONDS = 30
_ATTEMPTS = 4
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_ROLE_SESSION = "sealane"


class SdkLine:
    """Calls made by the SDK; one client per service and Region, kept for the life of the line."""

    def __init__(
        self, environ: Mapping[str, str], region: str, *, profile: str = "", role_arn: str = "", endpoint_url: str = ""
    ) -> None:
        """Prepare a session; nothing is sent before the first call."""
        self._environ = environ
        self._endpoint_url = endpoint_url
        self._session = _session(environ, profile)
        self._clients: dict[tuple[str, str], Any] = {}
        self._lock = threading.Lock()
        _credentials(self._session, environ)
        if role_arn:
            self._assume(role_arn, region)

    def send(self, call: Call, region: str, parameters: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        """Make the call and give its pages; one page where the API knows no pages."""
        from botocore import xform_name

        client = self._client(call.service, region)
        method = xform_name(call.operation)
        if client.can_paginate(method):
            yield from client.get_paginator(method).paginate(**parameters)
        else:
            yield getattr(client, method)(**parameters)

    def fetch(self, url: str, limit: int) -> bytes:
        """Return at most `limit` bytes of what an https URL serves, without AWS credentials."""
        request = AWSRequest(method="GET", url=url, headers={"Range": f"bytes=0-{limit - 1}"}).prepare()
        bundle = self._session.get_config_variable("ca_bundle")
        proxies = {} if _is_loopback(url) else get_environ_proxies(url)
        session = URLLib3Session(verify=bundle or True, timeout=_READ_SECONDS, proxies=proxies)
        try:
            answer = session.send(request)
        finally:
            session.close()
        if answer.status_code not in {200, 206}:
            msg = f"status {answer.status_code}"
            raise OSError(msg)
        return bytes(answer.content[:limit])

    def _client(self, service: str, region: str) -> Any:  # noqa: ANN401 - clients are built at run time
        # Making a client is not thread-safe; using one is.
        # https://docs.aws.amazon.com/boto3/latest/guide/clients.html#multithreading-or-multiprocessing-with-clients
        with self._lock:
            if (service, region) not in self._clients:
                self._clients[service, region] = self._new_client(service, region)
            return self._clients[service, region]

    def _new_client(self, service: str, region: str, **keys: str) -> Any:  # noqa: ANN401 - as above
        endpoint = self._endpoint(service)
        settings: dict[str, Any] = {
            "connect_timeout": _CONNECT_SECONDS,
            "read_timeout": _READ_SECONDS,
            "retries": self._retries(),
            "user_agent_extra": f"sealane/{__version__}",
        }
        if _is_loopback(endpoint):
            # No proxy leads to this machine, and no name under it stands for a bucket.
            settings |= {"proxies": {}, "s3": {"addressing_style": "path"}}
        if self._foreign_endpoints():
            settings["ignore_configured_endpoint_urls"] = True
        keywords: dict[str, Any] = {"region_name": region, "config": Config(**settings), **keys}
        return self._session.create_client(service, endpoint_url=endpoint or None, **keywords)

    def _retries(self) -> Any:  # noqa: ANN401 - the SDK's own dictionary type
        chosen = ("AWS_RETRY_MODE", "AWS_MAX_ATTEMPTS")
        if any(self._environ.get(name) for name in chosen):
            return {
                "mode": self._session.get_config_variable("retry_mode"),
                "total_max_attempts": int(self._environ.get("AWS_MAX_ATTEMPTS") or _ATTEMPTS),
            }
        return {"mode": "standard", "total_max_attempts": _ATTEMPTS}

    def _endpoint(self, service: str) -> str:
        """Return the endpoint that the arguments or the environment set; the config file's is left to the SDK.

        https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
        """
        if self._endpoint_url:
            return self._endpoint_url
        if self._session.get_config_variable("ignore_configured_endpoint_urls"):
            return ""
        name = self._session.get_service_model(service).service_id.hyphenize().replace("-", "_").upper()
        return self._environ.get(f"AWS_ENDPOINT_URL_{name}") or self._environ.get("AWS_ENDPOINT_URL") or ""

    def _foreign_endpoints(self) -> bool:
        # The process's own variables must not answer where the given environment is silent.
        return any(name.startswith("AWS_ENDPOINT_URL") and name not in self._environ for name in os.environ)

    def _assume(self, role_arn: str, region: str) -> None:
        resolver = self._session.get_component("credential_provider")
        source = resolver.load_credentials()
        resolver.providers.insert(0, _AssumedRole(self, role_arn, region, source))


class _AssumedRole(credentials.CredentialProvider):
    """Credentials of the role that `--role-arn` names, renewed before they expire."""

    METHOD = "sealane-role-arn"
    CANONICAL_NAME = None

    def __init__(self, line: SdkLine, role_arn: str, region: str, source: Any) -> None:  # noqa: ANN401 - SDK's type
        super().__init__()
        self._line, self._role_arn, self._region, self._source = line, role_arn, region, source

    def load(self) -> Any:  # noqa: ANN401 - the SDK's own type
        from botocore.exceptions import NoCredentialsError

        if self._source is None:
            raise NoCredentialsError
        fetcher = credentials.AssumeRoleCredentialFetcher(
            client_creator=lambda service, **keys: self._line._new_client(service, self._region, **keys),  # noqa: SLF001
            source_credentials=self._source,
            role_arn=self._role_arn,
            extra_args={"RoleSessionName": _ROLE_SESSION},
        )
        return credentials.DeferredRefreshableCredentials(method="assume-role", refresh_using=fetcher.fetch_credentials)


def _is_loopback(url: str) -> bool:
    return urlsplit(url).hostname in _LOOPBACK


def _session(environ: Mapping[str, str], profile: str) -> Session:
    session = Session(profile=profile or None)
    store = session.get_component("config_store")
    factory = configprovider.ConfigChainFactory(session=session, environ=dict(environ))
    for name, (setting, variable, default, conversion) in Session.SESSION_VARIABLES.items():
        chain = factory.create_config_chain(
            instance_name=name,
            env_var_names=variable,
            config_property_names=setting,
            default=default,
            conversion_func=conversion,
        )
        store.set_config_provider(name, chain)
    session.set_config_variable("config_file", str(config_file(environ)))
    session.set_config_variable("credentials_file", str(credentials_file(environ)))
    session.register_component("data_loader", _loader(session.get_config_variable("data_path")))
    return session


@cache
def _loader(path: str | None) -> Loader:
    """Return what loads the descriptions of services and keeps them: each is read once, for however many accounts."""
    return create_loader(path)


def _credentials(session: Session, environ: Mapping[str, str]) -> None:
    """Let the providers that look at the process's variables look at the given ones."""
    resolver = session.get_component("credential_provider")
    own: dict[str, Any] = {
        provider.METHOD: provider
        for provider in (
            credentials.EnvProvider(environ=dict(environ)),
            credentials.ContainerProvider(environ=dict(environ)),
        )
    }
    resolver.providers[:] = [
        own.get(provider.METHOD, provider) for provider in resolver.providers if not _silenced(provider.METHOD, environ)
    ]


def _silenced(method: str, environ: Mapping[str, str]) -> bool:
    if method == credentials.InstanceMetadataProvider.METHOD:
        return environ.get("AWS_EC2_METADATA_DISABLED", "").lower() == "true"
    if method == credentials.AssumeRoleWithWebIdentityProvider.METHOD:
        # This one cannot be given an environment; it is left out where the process's own would speak for it.
        return any(
            os.environ.get(name, "") != environ.get(name, "")
            for name in ("AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN")
        )
    return False
