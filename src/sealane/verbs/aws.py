"""Which AWS a verb speaks to: a real account or the sandbox, as environment variables and as a door for boto3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.records import dataclass
from sealane.verbs.observer import Observer, Stage

if TYPE_CHECKING:
    from sealane.readers.live.door import Door
    from sealane.sandbox.record import Sandbox
    from sealane.verbs.request import Request

SANDBOX_REGION = "us-east-1"
"""The sandbox's Region when nothing names one: an embedded AWS needs no set-up."""

_BEFORE_PROFILE = frozenset({"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_DEFAULT_PROFILE"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Aws:
    """The AWS of one request: its Region, the environment of its clients, and the sandbox when it is one.

    `idle` is whether it is a sandbox in which no task runs.
    """

    region: str
    environ: dict[str, str]
    sandbox: Sandbox | None
    role_arn: str = ""
    idle: bool = False

    def door(self) -> Door:
        """Open the door for boto3; nothing is asked of AWS yet."""
        from sealane.readers.live.door import Door

        return Door(region=self.region, role_arn=self.role_arn, environ=self.environ)


def aws(request: Request, spec_region: str, observer: Observer) -> Aws:
    """Decide Region and surroundings; start the sandbox when it is wanted and not running.

    Raises:
        InputError: when the Region is missing, or named twice and differently, or the endpoint is no URL.
        EnvironmentFailure: when the sandbox does not start.

    """
    region = region_of(request, spec_region)
    if not request.sandbox:
        if request.endpoint_url:
            from sealane.readers.live.door import check_endpoint

            check_endpoint(request.endpoint_url)
        return Aws(region=region, environ=_live(request, region), sandbox=None, role_arn=request.role_arn)
    from sealane.sandbox import daemon, settings
    from sealane.sandbox.fargate import access

    before = daemon.running(request.environ)
    if before is None:
        observer.stage(Stage.START_SANDBOX)
    sandbox = before or daemon.start(request.environ)
    # Whoever started it earlier decided whether its tasks run; one that a verb starts lets them.
    fargate = access.state(sandbox) if before else access.ensure(sandbox, request.environ)
    return Aws(
        region=region,
        environ=settings.environment(request.environ, sandbox, region),
        sandbox=sandbox,
        idle=not fargate.runs,
    )


def region_of(request: Request, spec_region: str) -> str:
    """Return the Region: the option, the spec's, or the SDK's own setting.

    Raises:
        InputError: when none of them names one, or the option contradicts the spec.

    """
    from sealane.errors import InputError, Problem

    if request.region and spec_region and request.region != spec_region:
        raise InputError(
            Problem(
                code="region-contradiction",
                what=f"`--region {request.region}` contradicts the spec",
                facts=(("spec", spec_region),),
                hint="leave `--region` out, or change `region` in the spec",
            )
        )
    from sealane.readers.live.regions import check_region

    found = request.region or spec_region
    if not found:
        from sealane.readers.live.shared_config import region

        found = region(request.environ, request.profile) or (SANDBOX_REGION if request.sandbox else "")
    # Host names and endpoint services are derived from the Region, so an unknown one can never do.
    check_region(found, request.profile, custom=False)
    return found


def _live(request: Request, region: str) -> dict[str, str]:
    environ = dict(request.environ) | {"AWS_REGION": region, "AWS_DEFAULT_REGION": region}
    if request.profile:
        # Keys in the environment would win over a profile, and the older variable over the newer one.
        environ = {name: value for name, value in environ.items() if name not in _BEFORE_PROFILE}
        environ["AWS_PROFILE"] = request.profile
    if request.endpoint_url:
        environ = {name: value for name, value in environ.items() if not name.startswith("AWS_ENDPOINT_URL_")}
        environ["AWS_ENDPOINT_URL"] = request.endpoint_url
    return environ
