"""Putting what a start reads and writes into an embedded AWS, in the accounts and Regions where the world has it."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from typing import Any

from sealane.sandbox.clients import client, client_as
from sealane.sandbox.estate.wanted import Place, Presence, WantedStore
from sealane.sandbox.record import Sandbox
from sealane.startup.step import Kind

# What stands for a value that only the real account has: as JSON, so that a JSON key of it can be taken.
PLACEHOLDER = "a value made up for the rehearsal"
_ROLE = "sealane-rehearsal"


class Estate:
    """An embedded AWS that is being filled."""

    def __init__(self, sandbox: Sandbox, partition: str) -> None:
        """Take the running sandbox; nothing is asked yet."""
        self._sandbox = sandbox
        self._partition = partition
        self._clients: dict[tuple[str, Place], Any] = {}

    def put(self, wanted: Iterable[WantedStore], json_keys: dict[str, tuple[str, ...]]) -> None:
        """Make every store that the source has or assumes; `json_keys` are those that are taken of a secret."""
        for one in wanted:
            if one.presence is Presence.ABSENT:
                continue
            match one.kind:
                case Kind.SECRET:
                    self._secret(one, json_keys.get(one.name, ()))
                case Kind.PARAMETER:
                    self._parameter(one)
                case Kind.LOG_GROUP:
                    self._log_group(one)
                case _:
                    self._object(one)

    def credentials(self, role_arn: str, region: str) -> dict[str, str]:
        """Return credentials of a role, as the control plane hands them to the platform."""
        sts = client(self._sandbox, "sts", region)
        said = sts.assume_role(RoleArn=role_arn, RoleSessionName=_ROLE)["Credentials"]
        return {name: str(said[name]) for name in ("AccessKeyId", "SecretAccessKey", "SessionToken")}

    def client(self, service: str, place: Place) -> Any:  # noqa: ANN401 (boto3 makes its clients at run time)
        """Return a client of one service in an account and Region."""
        key = (service, place)
        if key not in self._clients:
            account = place.account or self._sandbox.account
            arn = f"arn:{self._partition}:iam::{account}:role/{_ROLE}"
            self._clients[key] = client_as(self._sandbox, service, place.region, self.credentials(arn, place.region))
        return self._clients[key]

    def _secret(self, wanted: WantedStore, json_keys: tuple[str, ...]) -> None:
        secrets = self.client("secretsmanager", wanted.place)
        # The embedded Secrets Manager looks a secret up by what follows `secret:` in an ARN that it did not mint.
        name = wanted.name.rpartition(":secret:")[2] or wanted.name
        value = json.dumps(dict.fromkeys(json_keys, PLACEHOLDER)) if json_keys else PLACEHOLDER
        with contextlib.suppress(secrets.exceptions.ResourceExistsException):
            secrets.create_secret(Name=name, SecretString=value)

    def _parameter(self, wanted: WantedStore) -> None:
        name = wanted.name
        if name.startswith("arn:"):
            name = name.rpartition(":parameter")[2]
            name = name if name.count("/") > 1 else name.removeprefix("/")
        store = self.client("ssm", wanted.place)
        store.put_parameter(Name=name, Value=PLACEHOLDER, Type="SecureString", Overwrite=True)

    def _log_group(self, wanted: WantedStore) -> None:
        logs = self.client("logs", wanted.place)
        with contextlib.suppress(logs.exceptions.ResourceAlreadyExistsException):
            logs.create_log_group(logGroupName=wanted.name)

    def _object(self, wanted: WantedStore) -> None:
        bucket, _, key = wanted.name.partition("/")
        if not bucket or not key or "*" in key:
            return
        files = self.client("s3", wanted.place)
        with contextlib.suppress(files.exceptions.BucketAlreadyExists, files.exceptions.BucketAlreadyOwnedByYou):
            here = wanted.place.region
            where = {} if here == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": here}}
            files.create_bucket(Bucket=bucket, **where)
        files.put_object(Bucket=bucket, Key=key, Body=b"REHEARSED=yes\n")
