"""Wounds of what is there before any call: sizes, zones, addresses, images, log groups, parameters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sealane.verdicts.cause import Cause
from sealane.world.stores import CacheRule, Image, LogGroup, Parameter, Repository
from sealane.world.tasks import LogConfiguration, SecretReference
from sealane.world.values import Known
from sealane.world.world import Fact, World
from tests.worlds import healthy as well
from tests.worlds.wounds.wound import LAYERS, LOGIN, LOGS, MANIFEST, PARAMETERS, SECRETS, Wound, expect, wound

_ANYTHING: dict[str, object] = {"Effect": "Allow", "Action": "*", "Resource": "*"}


def wounds() -> Iterator[Wound]:
    """Yield every wound of this family."""
    yield from _sizes()
    yield from _places()
    yield from _zones()
    yield from _images()
    yield from _caches()
    yield from _registries()
    yield from _stores()
    yield from _regions()


def _sizes() -> Iterator[Wound]:
    for cpu, memory in (("256", "8192"), ("512", "512"), ("300", "1024"), ("4 vCPU", "2 GB")):
        yield wound(
            f"{cpu} CPU units with {memory} MiB",
            well.healthy(replace(well.task(), cpu=Known(cpu), memory=Known(memory))),
            expect(Cause.SIZE_NOT_OFFERED, well.TASK),
        )


def _places() -> Iterator[Wound]:
    full = [replace(well.subnet(number), free_addresses=Known(0)) for number in range(2)]
    yield wound(
        "no subnet has a free address",
        well.healthy(*full),
        *(expect(Cause.SUBNET_FULL, name) for name in well.SUBNETS),
    )
    alone = replace(well.service(), subnets=Known((well.SUBNETS[0],)))
    yield wound(
        "the only subnet has no free address",
        well.healthy(alone, full[0]),
        expect(Cause.SUBNET_FULL, well.SUBNETS[0]),
    )


def _zones() -> Iterator[Wound]:
    windows = replace(
        well.task(),
        operating_system="WINDOWS_SERVER_2022_CORE",
        cpu=Known("1024"),
        memory=Known("2048"),
        volumes=(),
    )
    images = (
        Image(tags=("1.0",), digest=well.DIGEST, platforms=Known(("windows/amd64",)), foreign_layers=Known(False)),  # noqa: FBT003 - a value
    )
    yield wound(
        "Windows in a zone that has none",
        well.healthy(
            windows,
            replace(well.repository(), images=Known(images)),
            replace(well.subnet(0), zone_id=Known("use1-az3")),
        ),
        expect(Cause.ZONE_NOT_OFFERED, well.SUBNETS[0]),
    )
    yield wound(
        "Windows in zones that have none",
        well.healthy(
            windows,
            replace(well.repository(), images=Known(images)),
            *(replace(well.subnet(number), zone_id=Known("use1-az3")) for number in range(2)),
        ),
        *(expect(Cause.ZONE_NOT_OFFERED, name) for name in well.SUBNETS),
    )


def _imaged(image: str, *facts: Fact) -> World:
    task = replace(well.task(), containers=(replace(well.container(), image=Known(image)),))
    return well.healthy(task, *facts)


def _images() -> Iterator[Wound]:
    host = f"{well.ACCOUNT}.dkr.ecr.{well.REGION}.amazonaws.com"
    repository = well.repository()
    yield wound(
        "the tag is not there",
        _imaged(f"{host}/demo/app:2.0"),
        expect(Cause.IMAGE_MISSING, repository.id, MANIFEST),
    )
    yield wound(
        "the digest is not there",
        _imaged(f"{host}/demo/app@sha256:{'b' * 64}"),
        expect(Cause.IMAGE_MISSING, repository.id, MANIFEST),
    )
    yield wound(
        "the repository is not there",
        well.healthy().without(Repository, repository.id),
        expect(Cause.IMAGE_MISSING, well.TASK, MANIFEST),
    )
    yield wound(
        "the task wants ARM and the image is for X86",
        well.healthy(replace(well.task(), architecture="ARM64")),
        expect(Cause.IMAGE_PLATFORM_MISMATCH, well.TASK, MANIFEST),
    )
    image = Image(tags=("1.0",), digest=well.DIGEST, platforms=Known(("linux/arm64/v8",)), foreign_layers=Known(False))  # noqa: FBT003
    yield wound(
        "the image is for ARM and the task wants X86",
        well.healthy(replace(repository, images=Known((image,)))),
        expect(Cause.IMAGE_PLATFORM_MISMATCH, well.TASK, MANIFEST),
    )
    for platform in ("linux/amd64", "linux/amd64/v2"):
        foreign = replace(image, platforms=Known((platform,)), foreign_layers=Known(True))  # noqa: FBT003 - a value
        yield wound(
            f"layers of the {platform} image are outside of ECR",
            well.healthy(replace(repository, images=Known((foreign,)))),
            expect(Cause.FOREIGN_LAYERS, well.TASK, LAYERS),
        )


def _caches() -> Iterator[Wound]:
    host = f"{well.ACCOUNT}.dkr.ecr.{well.REGION}.amazonaws.com"
    for name, prefix in (("hub", "hub"), ("quay", "quay")):
        rule = CacheRule(id=prefix, origin=well.origin(prefix), prefix=Known(prefix), upstream=Known(f"{name}.example"))
        yield wound(
            f"nobody has pulled through the cache rule of {name} yet",
            _imaged(f"{host}/{prefix}/nginx:1", rule, well.execution_role(_ANYTHING)),
            expect(Cause.PULL_THROUGH_CACHE_UPSTREAM, prefix, MANIFEST),
        )


def _registries() -> Iterator[Wound]:
    everywhere = well.tasks_group(replace(well.to_endpoints(), peer=Known("0.0.0.0/0")), well.to_files())
    for image in ("nginx:1", "public.ecr.aws/nginx/nginx:1", "quay.io/org/app:1"):
        yield wound(
            f"the image {image} is in a public registry",
            _imaged(image, everywhere),
            expect(Cause.REGISTRY_NOT_PRIVATE, well.TASK, MANIFEST),
        )


def _stores() -> Iterator[Wound]:
    yield wound(
        "the log group is not there",
        well.healthy().without(LogGroup, well.LOG_GROUP),
        expect(Cause.LOG_GROUP_MISSING, well.TASK, LOGS),
    )
    yield wound(
        "the log group is in another Region",
        well.healthy(replace(well.log_group(), region=Known("eu-west-1"))),
        expect(Cause.LOG_GROUP_MISSING, well.TASK, LOGS),
    )
    yield wound(
        "the parameter is not there",
        well.healthy().without(Parameter, well.PARAMETER),
        expect(Cause.SECRET_MISSING, well.TASK, PARAMETERS),
    )


def _regions() -> Iterator[Wound]:
    host = f"{well.ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com"
    repository = replace(well.repository(), region=Known("eu-west-1"))
    for reference in ("demo/app:1.0", f"demo/app@{well.DIGEST}"):
        yield wound(
            f"the image {reference} is in another Region",
            _imaged(f"{host}/{reference}", repository, well.execution_role(_ANYTHING)),
            expect(Cause.IMAGE_OTHER_REGION, well.TASK, LOGIN, MANIFEST, LAYERS),
        )
    for region in ("eu-west-1", "narnia-1"):
        options = (("awslogs-group", well.LOG_GROUP), ("awslogs-region", region), ("awslogs-stream-prefix", "ecs"))
        log = LogConfiguration(driver="awslogs", options=Known(options))
        task = replace(well.task(), containers=(replace(well.container(), log=log),))
        yield wound(
            f"the log driver's Region is {region}",
            well.healthy(task, well.execution_role(_ANYTHING)),
            expect(Cause.LOG_REGION_WRONG, well.TASK, LOGS),
        )
    far = well.SECRET.replace(well.REGION, "eu-west-1")
    parameter = well.PARAMETER.replace(well.REGION, "eu-west-1")
    container = well.container()
    for name, value, step in (("PASSWORD", far, SECRETS), ("MODE", parameter, PARAMETERS)):
        secrets = tuple(
            SecretReference(name=name, value_from=Known(value)) if one.name == name else one
            for one in container.secrets
        )
        task = replace(well.task(), containers=(replace(container, secrets=secrets),))
        facts = (
            replace(well.secret(), id=far, arn=Known(far), key=Known("")),
            replace(well.parameter(), id=parameter, arn=Known(parameter)),
        )
        yield wound(
            f"{name} is in another Region",
            well.healthy(task, well.execution_role(_ANYTHING), *facts),
            expect(Cause.SECRET_OTHER_REGION, well.TASK, step),
        )
