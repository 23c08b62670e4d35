"""Wounds of policies: roles, boundaries, organisations, endpoints, resources, keys."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from sealane.startup.step import StepName
from sealane.verdicts.cause import Cause
from sealane.world.policies import Organisation, OrganisationLevel, Policy
from sealane.world.stores import Secret
from sealane.world.values import Known
from sealane.world.world import World
from tests.worlds import healthy as well
from tests.worlds.wounds.wound import (
    FILES,
    LAYERS,
    LOGIN,
    LOGS,
    MANIFEST,
    MOUNT,
    PARAMETERS,
    ROLES,
    SECRETS,
    Wound,
    expect,
    wound,
)

_EVERYTHING = {"Effect": "Allow", "Action": "*", "Resource": "*"}
_IN_ORDER = ("login", "pull", "logs", "secret", "key", "parameter", "file", "bucket")
_STEP = {
    "login": LOGIN,
    "logs": LOGS,
    "secret": SECRETS,
    "key": SECRETS,
    "parameter": PARAMETERS,
    "file": FILES,
    "bucket": FILES,
}


def wounds() -> Iterator[Wound]:
    """Yield every wound of this family."""
    yield from _identity()
    yield from _statements_apart()
    yield from _trust()
    yield from _denials()
    yield from _limits()
    yield from _endpoint_policies()
    yield from _repositories()
    yield from _stores()
    yield from _file_systems()
    yield from _keys()


def _statements() -> dict[str, dict[str, object]]:
    return dict(zip(_IN_ORDER, (*well.pull(), well.logs(), *well.stores()), strict=True))


def _without(name: str, **instead: object) -> World:
    statements = _statements()
    changed = {**statements[name], **instead} if instead else None
    left = [changed if key == name else one for key, one in statements.items()]
    return well.healthy(well.execution_role(*(one for one in left if one is not None)))


def _identity() -> Iterator[Wound]:
    role = well.EXECUTION_ROLE
    yield wound(
        "the role may not pull",
        _without("pull"),
        expect(Cause.ACTION_NOT_ALLOWED, role, MANIFEST, LAYERS),
    )
    yield wound(
        "the role may fetch manifests, not layers",
        _without("pull", Action=["ecr:BatchGetImage"]),
        expect(Cause.ACTION_NOT_ALLOWED, role, LAYERS),
    )
    yield wound(
        "the role may pull another repository only",
        _without("pull", Resource=[f"arn:aws:ecr:{well.REGION}:{well.ACCOUNT}:repository/demo/other"]),
        expect(Cause.RESOURCE_NOT_ALLOWED, role, MANIFEST, LAYERS),
    )
    yield wound(
        "the role has no policy at all",
        well.healthy(replace(well.execution_role(), inline=Known(()))),
        expect(Cause.ACTION_NOT_ALLOWED, role, LOGIN, MANIFEST, LAYERS, SECRETS, PARAMETERS, FILES, LOGS),
        expect(Cause.KEY_NOT_USABLE, role, SECRETS),
    )
    yield wound(
        "the pull is allowed through another endpoint only",
        _without("pull", Condition={"StringEquals": {"aws:SourceVpce": "vpce-other"}}),
        expect(Cause.CONDITION_NOT_MET, role, MANIFEST, LAYERS),
    )


def _statements_apart() -> Iterator[Wound]:
    role = well.EXECUTION_ROLE
    for name, step in _STEP.items():
        cause = Cause.KEY_NOT_USABLE if name == "key" else Cause.ACTION_NOT_ALLOWED
        yield wound(f"the role lacks the statement for the {name}", _without(name), expect(cause, role, step))
        if name != "key":
            yield wound(
                f"the role's statement for the {name} has a condition that does not hold",
                _without(name, Condition={"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}),
                expect(Cause.CONDITION_NOT_MET, role, step),
            )
    for name in ("logs", "secret", "parameter", "file"):
        yield wound(
            f"the role's statement for the {name} is about something else",
            _without(name, Resource=["arn:aws:s3:::something-else"]),
            expect(Cause.RESOURCE_NOT_ALLOWED, role, _STEP[name]),
        )
    yield wound(
        "the log group's ARN ends without its streams",
        _without("logs", Resource=[f"arn:aws:logs:{well.REGION}:{well.ACCOUNT}:log-group:{well.LOG_GROUP}"]),
        expect(Cause.RESOURCE_NOT_ALLOWED, role, LOGS),
    )


def _trust() -> Iterator[Wound]:
    for which, role in (("execution", well.execution_role()), ("task", well.task_role())):
        yield wound(
            f"the {which} role trusts another service",
            well.healthy(replace(role, trust=Known(well.trust("ec2.amazonaws.com")))),
            expect(Cause.ROLE_NOT_ASSUMABLE, role.id, ROLES),
        )
        yield wound(
            f"the {which} role trusts ECS for another account only",
            well.healthy(
                replace(
                    role,
                    trust=Known(
                        well.trust(Condition={"StringEquals": {"aws:SourceAccount": well.OTHER_ACCOUNT}}),
                    ),
                )
            ),
            expect(Cause.ROLE_NOT_ASSUMABLE, role.id, ROLES),
        )
    yield wound(
        "the task definition names no execution role",
        well.healthy(replace(well.task(), execution_role=Known(""))),
        expect(Cause.ROLE_NOT_ASSUMABLE, well.TASK, LOGIN, SECRETS, PARAMETERS, FILES, LOGS, MANIFEST, LAYERS),
    )


def _denials() -> Iterator[Wound]:
    role = well.EXECUTION_ROLE
    denied: dict[str, tuple[str, tuple[StepName, ...]]] = {
        "logs:*": ("logging", (LOGS,)),
        "ecr:GetDownloadUrlForLayer": ("layers", (LAYERS,)),
        "secretsmanager:*": ("secrets", (SECRETS,)),
    }
    for action, (what, steps) in denied.items():
        deny = {"Effect": "Deny", "Action": action, "Resource": "*"}
        yield wound(
            f"a Deny of the role's own is about {what}",
            well.healthy(well.execution_role(*_statements().values(), deny)),
            expect(Cause.EXPLICITLY_DENIED, role, *steps),
        )


def _limits() -> Iterator[Wound]:
    role = well.execution_role()
    without_logs = well.document({"Effect": "Allow", "NotAction": "logs:*", "Resource": "*"})
    denying = well.document(_EVERYTHING, {"Effect": "Deny", "Action": "ecr:*", "Resource": "*"})
    for name, document, steps in (
        ("does not allow logging", without_logs, (LOGS,)),
        ("denies ECR", denying, (LOGIN, MANIFEST, LAYERS)),
    ):
        policy = Policy(id="boundary", origin=well.origin("boundary"), name=Known("boundary"), document=Known(document))
        yield wound(
            f"the permissions boundary {name}",
            well.healthy(policy, replace(role, boundary=Known("boundary"))),
            expect(Cause.BOUNDARY_DENIES, role.id, *steps),
        )
        level = OrganisationLevel(name="root", policies=(replace(policy, id="scp"),))
        organisation = Organisation(id=well.ACCOUNT, origin=well.origin("o"), scps=Known((level,)))
        yield wound(
            f"a service control policy {name}",
            well.healthy(organisation),
            expect(Cause.ORGANISATION_DENIES, role.id, *steps),
        )
    deny = well.document({"Effect": "Deny", "Principal": "*", "Action": "secretsmanager:*", "Resource": "*"})
    policy = Policy(id="rcp", origin=well.origin("rcp"), name=Known("rcp"), document=Known(deny))
    levels = Known((OrganisationLevel(name="root", policies=(policy,)),))
    yield wound(
        "a resource control policy denies the secret",
        well.healthy(Organisation(id=well.ACCOUNT, origin=well.origin("o"), rcps=levels)),
        expect(Cause.ORGANISATION_DENIES, well.SECRET, SECRETS),
    )


def _endpoint_policies() -> Iterator[Wound]:
    everyone: dict[str, object] = {"Principal": "*"}
    reading = {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*", **everyone}
    own = {"Effect": "Allow", "Action": "*", "Resource": "*", **everyone}
    own_account = {**own, "Condition": {"StringEquals": {"aws:PrincipalAccount": well.ACCOUNT}}}
    own_bucket = {**own, "Resource": [f"arn:aws:s3:::{well.BUCKET}", f"arn:aws:s3:::{well.BUCKET}/*"]}
    gateways = {
        "allows listing only": (reading, (FILES, LAYERS)),
        "names the user's own account only": (own_account, (LAYERS,)),
        "names the user's own bucket only": (own_bucket, (LAYERS,)),
        "denies and allows nothing": ({**own, "Effect": "Deny", "Action": "s3:Put*"}, (FILES, LAYERS)),
    }
    for name, (statement, steps) in gateways.items():
        policy = Known(json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
        yield wound(
            f"the S3 endpoint's policy {name}",
            well.healthy(replace(well.gateway(), policy=policy)),
            expect(Cause.ENDPOINT_POLICY_DENIES, well.gateway().id, *steps),
        )
    interfaces = {"ecr.api": (LOGIN,), "ecr.dkr": (MANIFEST, LAYERS), "logs": (LOGS,), "secretsmanager": (SECRETS,)}
    for suffix, steps in interfaces.items():
        other = {**own, "Principal": {"AWS": f"arn:aws:iam::{well.OTHER_ACCOUNT}:root"}}
        policy = Known(json.dumps({"Version": "2012-10-17", "Statement": [other]}))
        yield wound(
            f"the policy of the endpoint for {suffix} means another account",
            well.healthy(replace(well.interface(suffix), policy=policy)),
            expect(Cause.ENDPOINT_POLICY_DENIES, well.interface(suffix).id, *steps),
        )


_EVERYONE: dict[str, object] = {"Effect": "Deny", "Principal": "*"}


def _repositories() -> Iterator[Wound]:
    repository = well.repository()
    deny = well.document({**_EVERYONE, "Action": "ecr:BatchGetImage"})
    yield wound(
        "the repository's policy denies manifests",
        well.healthy(replace(repository, policy=Known(deny))),
        expect(Cause.REPOSITORY_POLICY_DENIES, repository.id, MANIFEST),
    )
    foreign = replace(
        repository, account=Known(well.OTHER_ACCOUNT), id="foreign", origin=well.origin("foreign"), arn=Known("")
    )
    image = f"{well.OTHER_ACCOUNT}.dkr.ecr.{well.REGION}.amazonaws.com/demo/app:1.0"
    yield wound(
        "the repository of another account lets nobody in",
        well.healthy(
            foreign,
            well.execution_role(_EVERYTHING),
            replace(well.task(), containers=(replace(well.container(), image=Known(image)),)),
        ),
        expect(Cause.REPOSITORY_POLICY_DENIES, "foreign", MANIFEST, LAYERS),
    )


def _stores() -> Iterator[Wound]:
    secret = well.secret()
    deny = well.document({**_EVERYONE, "Action": "secretsmanager:GetSecretValue", "Resource": "*"})
    only = {"StringNotEquals": {"aws:SourceVpce": "vpce-other"}}
    elsewhere = well.document({**_EVERYONE, "Action": "*", "Resource": "*", "Condition": only})
    for name, document in (("denies reading", deny), ("denies all but another endpoint", elsewhere)):
        yield wound(
            f"the secret's policy {name}",
            well.healthy(replace(secret, policy=Known(document))),
            expect(Cause.SECRET_POLICY_DENIES, well.SECRET, SECRETS),
        )
        yield wound(
            f"the bucket's policy {name}",
            well.healthy(
                replace(well.bucket(), policy=Known(document.replace("secretsmanager:GetSecretValue", "s3:GetObject")))
            ),
            expect(Cause.BUCKET_POLICY_DENIES, well.BUCKET, FILES),
        )


def _file_systems() -> Iterator[Wound]:
    reading = well.document({"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "elasticfilesystem:ClientMount"})
    deny = well.document({**_EVERYONE, "Action": "elasticfilesystem:ClientMount"})
    nobody = replace(well.task_role(), inline=Known(()))
    for name, document in (("denies mounting", deny), ("lets everybody mount and nobody write", reading)):
        yield wound(
            f"the file system's policy {name}",
            well.healthy(replace(well.file_system(), policy=Known(document)), *((nobody,) if "nobody" in name else ())),
            *(
                (expect(Cause.ACTION_NOT_ALLOWED, well.TASK_ROLE, MOUNT),)
                if "nobody" in name
                else (expect(Cause.EFS_POLICY_DENIES, well.FILE_SYSTEM, MOUNT),)
            ),
        )
    bad_region = {"StringNotEquals": {"aws:RequestedRegion": "eu-west-1"}}
    yield wound(
        "the file system's policy denies what comes from another Region than one",
        well.healthy(
            replace(
                well.file_system(),
                policy=Known(well.document({**_EVERYONE, "Action": "*", "Resource": "*", "Condition": bad_region})),
            )
        ),
        expect(Cause.EFS_POLICY_DENIES, well.FILE_SYSTEM, MOUNT),
    )


def _keys() -> Iterator[Wound]:
    key, secret = well.key(), well.secret()
    deny = {"Effect": "Deny", "Principal": "*", "Action": "kms:Decrypt", "Resource": "*"}
    admin = {"AWS": f"arn:aws:iam::{well.ACCOUNT}:role/admin"}
    alone = {"Effect": "Allow", "Principal": admin, "Action": "kms:*", "Resource": "*"}
    for name, document in (
        ("denies decryption", well.document(deny)),
        ("means an administrator alone", well.document(alone)),
    ):
        yield wound(
            f"the key's policy {name}",
            well.healthy(replace(key, policy=Known(document))),
            expect(Cause.KEY_POLICY_DENIES, well.KEY, SECRETS),
        )
    yield wound(
        "the key is disabled",
        well.healthy(replace(key, enabled=Known(False))),  # noqa: FBT003 - a value
        expect(Cause.KEY_NOT_USABLE, well.KEY, SECRETS),
    )
    yield wound(
        "the secret waits for its deletion",
        well.healthy(replace(secret, deleted=Known(True))),  # noqa: FBT003 - a value
        expect(Cause.SECRET_MISSING, well.SECRET, SECRETS),
    )
    yield wound(
        "the secret is not there",
        well.healthy().without(Secret, well.SECRET),
        expect(Cause.SECRET_MISSING, well.TASK, SECRETS),
    )
