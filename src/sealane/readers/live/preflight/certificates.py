"""Whether the certificates of the load balancers exist and are issued."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sealane.grammar.arns import parse
from sealane.readers.live.call import Call
from sealane.readers.live.door import NO_ANSWER, Door, look
from sealane.readers.live.preflight.finding import Check, Finding
from sealane.readers.live.preflight.lookups import Missing, Named, Unfit
from sealane.spec.document import Spec
from sealane.world.tasks import Setting
from sealane.world.values import Unread

_CERTIFICATE = Call(service="acm", operation="DescribeCertificate")
CALLS = (_CERTIFICATE,)

_LINK = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html"


def checks(spec: Spec, setting: Setting) -> Iterator[Check]:
    """Give one check per load balancer with an ACM certificate."""
    for service, workload in spec.services.items():
        balancer = workload.load_balancer
        if balancer and parse_service(balancer.certificate_arn) == "acm":
            where = f"services.{service}.load_balancer.certificate_arn"
            yield partial(check, _named(where, balancer.certificate_arn), setting.region)


def parse_service(arn: str) -> str:
    """Return the service of an ARN, empty when there is none; certificates may also be in IAM."""
    return parse(arn).service if arn else ""


def check(named: Named, used_in: str, door: Door) -> tuple[Finding, ...]:
    """Look at one certificate, which must be in the load balancer's Region."""
    if used_in != named.region:
        because, hint = f"is not in {used_in}, where the load balancer is", f"import or request it in {used_in}"
        return (Unfit(code="certificate-other-region", where=named.where, named=named, because=because, hint=hint),)
    answer = look(
        partial(door.ask, _CERTIFICATE, region=named.region, CertificateArn=named.name),
        absent=NO_ANSWER,
        codes=("ResourceNotFoundException",),
    )
    if isinstance(answer, Unread):
        return (named.not_seen(answer),)
    if not answer.value:
        return (Missing(code="certificate-missing", where=named.where, named=named),)
    status = (answer.value.get("Certificate") or {}).get("Status") or "ISSUED"
    if status == "ISSUED":
        return ()
    because = f"is not issued, its status is {status}"
    hint = f"see why with `aws acm describe-certificate --certificate-arn {named.name} --region {named.region}`"
    return (Unfit(code="certificate-not-issued", where=named.where, named=named, because=because, hint=hint),)


def _named(where: str, arn: str) -> Named:
    region = parse(arn).region
    return Named(
        where=where,
        kind="certificate",
        name=arn,
        region=region,
        command=f"aws acm list-certificates --region {region}",
        link=_LINK,
    )
