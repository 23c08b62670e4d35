"""Putting what a start reads and writes into an embedded AWS, in the accounts and Regions where the world has it."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from typing import Any

from sealane.grammar.arns import has_random_suffix
from sealane.grammar.partitions import known_regions
from sealane.sandbox import secret_arns
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
        """Make every store that the source has or assumes, and none that it lacks.

        `json_keys` are those that are taken of a secret.
        """
        for one in wanted:
            if one.place.region not in known_regions():
                # Nothing can be in a Region that there is not; the step that asks for it fails by its name.
                continue
            if one.presence is Presence.ABSENT:
                self._remove(one)
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

    def _remove(self, wanted: WantedStore) -> None:
        """Let something not be there, which an earlier rehearsal may have made."""
        match wanted.kind:
            case Kind.SECRET:
                secrets = self.client("secretsmanager", wanted.place)
                with contextlib.suppress(secrets.exceptions.ResourceNotFoundException):
                    secrets.delete_secret(SecretId=_secret_name(wanted), ForceDeleteWithoutRecovery=True)
            case Kind.PARAMETER:
                store = self.client("ssm", wanted.place)
                with contextlib.suppress(store.exceptions.ParameterNotFound):
                    store.delete_parameter(Name=_parameter_name(wanted))
            case Kind.LOG_GROUP:
                logs = self.client("logs", wanted.place)
                with contextlib.suppress(logs.exceptions.ResourceNotFoundException):
                    logs.delete_log_group(logGroupName=wanted.name)
            case _:
                pass

    def _secret(self, wanted: WantedStore, json_keys: tuple[str, ...]) -> None:
        secrets = self.client("secretsmanager", wanted.place)
        value = json.dumps(dict.fromkeys(json_keys, PLACEHOLDER)) if json_keys else PLACEHOLDER
        with contextlib.suppress(secrets.exceptions.ResourceExistsException):
            secrets.create_secret(Name=_secret_name(wanted), SecretString=value)
            if wanted.name.startswith("arn:"):
                secret_arns.give(self._sandbox, wanted.name, _secret_name(wanted))

    def _parameter(self, wanted: WantedStore) -> None:
        store = self.client("ssm", wanted.place)
        store.put_parameter(Name=_parameter_name(wanted), Value=PLACEHOLDER, Type="SecureString", Overwrite=True)

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


def _secret_name(wanted: WantedStore) -> str:
    """Return the name to make a secret under: that of its ARN, without the random characters at its end."""
    name = wanted.name.rpartition(":secret:")[2]
    return name.rpartition("-")[0] if has_random_suffix(name) else name


def _parameter_name(wanted: WantedStore) -> str:
    """Return a parameter's name; a plain one has a slash in front of it in its ARN alone.

    https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html
    """
    if not wanted.name.startswith("arn:"):
        return wanted.name
    name = wanted.name.rpartition(":parameter")[2]
    return name if name.count("/") > 1 else name.removeprefix("/")
