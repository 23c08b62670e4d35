"""Ports and load balancers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.grammar import cidrs, limits
from sealane.spec.checks.arns import arn_at
from sealane.spec.finding import Finding, Rule
from sealane.spec.places import Path

if TYPE_CHECKING:
    from sealane.spec.document import Spec
    from sealane.spec.traffic import LoadBalancer
    from sealane.spec.workload import Workload

_ELB = "https://docs.aws.amazon.com/elasticloadbalancing/latest/"
_PORT = Rule(code="port-out-of-range", link=limits.PORT.link)
_NEEDS_PORT = Rule(code="load-balancer-needs-port", link=limits.PORT.link)
_ONE_ZONE = Rule(code="load-balancer-needs-two-zones", link=limits.LOAD_BALANCER_SOURCE)
_PATH = Rule(code="health-check-path-invalid", link=_ELB + "application/target-group-health-checks.html")
_PATH_UNUSED = Rule(
    code="health-check-path-unused", link=_ELB + "network/target-group-health-checks.html", severity="warning"
)
_CERTIFICATE = Rule(code="certificate-invalid", link=_ELB + "application/https-listener-certificates.html")
_CERTIFICATE_REGION = Rule(
    code="certificate-other-region", link="https://docs.aws.amazon.com/acm/latest/userguide/acm-regions.html"
)
_PLAIN = Rule(code="listener-without-tls", link=_CERTIFICATE.link, severity="warning")
_CIDR = _ELB + "application/load-balancer-update-security-groups.html"
_EVERYWHERE = Rule(code="allow-everywhere", link=_CIDR)
_PUBLIC = Rule(code="allow-public", link=_CIDR, severity="warning")
_RULES = Rule(code="allow-above-quota", link=limits.RULES_SOURCE, severity="warning")
_LONGEST_PATH = 1024
_HTTPS = 443


def traffic_of_the_services(spec: Spec) -> Iterator[Finding]:
    """Check every service's port and load balancer."""
    for name, service in spec.services.items():
        path: Path = ("services", name)
        if service.port and not limits.PORT.holds(service.port):
            yield _out_of_range((*path, "port"), service.port)
        if service.load_balancer is not None:
            yield from _load_balancer(spec, service, service.load_balancer, path)


def _load_balancer(spec: Spec, service: Workload, balancer: LoadBalancer, path: Path) -> Iterator[Finding]:
    own: Path = (*path, "load_balancer")
    if not service.port:
        what = "a load balancer needs the port that the container listens on"
        yield _NEEDS_PORT.broken(own, what, "add `port: 8080` to the service", also=((*path, "port"),), on_key=True)
    if balancer.type == "application" and spec.network.zone_count == 1:
        what = "an application load balancer needs subnets in two zones"
        key = "subnet_ids" if spec.network.existing else "zones"
        hint = "write `type: network`, or give the network a second zone"
        yield _ONE_ZONE.broken(own, what, hint, also=(("network", key),), on_key=True)
    if balancer.listener_port and not limits.PORT.holds(balancer.listener_port):
        yield _out_of_range((*own, "listener_port"), balancer.listener_port)
    if balancer.listener_port == _HTTPS and not balancer.certificate_arn:
        what = "port 443 without a certificate carries no TLS"
        hint = "add `certificate_arn`, or listen on 80"
        yield _PLAIN.broken((*own, "listener_port"), what, hint, also=((*own, "certificate_arn"),))
    yield from _health_check_path(balancer, own)
    yield from _certificate(balancer.certificate_arn, (*own, "certificate_arn"), spec.region)
    if len(balancer.allow) > limits.RULES_PER_GROUP:
        what = f"{len(balancer.allow)} blocks are above the default quota of {limits.RULES_PER_GROUP} rules in a group"
        yield _RULES.broken((*own, "allow"), what, "join neighbouring blocks, or have the quota raised")
    for position, text in enumerate(balancer.allow):
        yield from _allow(text, (*own, "allow", position))


def _health_check_path(balancer: LoadBalancer, own: Path) -> Iterator[Finding]:
    path: Path = (*own, "health_check_path")
    text = balancer.health_check_path
    if not text.startswith("/") or len(text) > _LONGEST_PATH or not text.isprintable() or " " in text:
        what = f"`{text}` is not a path that a load balancer can ask for"
        facts = (("allowed", f"up to {_LONGEST_PATH} printable characters without spaces, beginning with `/`"),)
        hint = f"`health_check_path: /{text.lstrip('/').replace(' ', '%20')}`"
        yield _PATH.broken(path, what, hint, facts=facts)
    if balancer.type == "network" and "health_check_path" in balancer.model_fields_set:
        what = "a network load balancer checks the TCP port here and asks for no path"
        yield _PATH_UNUSED.broken(
            path, what, "remove it, or write `type: application`", also=((*own, "type"),), on_key=True
        )


def _certificate(text: str, path: Path, region: str) -> Iterator[Finding]:
    if not text:
        return
    for found in arn_at(text, path, region, example="arn:aws:acm:REGION:ACCOUNT:certificate/ID"):
        if isinstance(found, Finding):
            yield found
        elif found.service != "acm" or not found.resource.startswith("certificate/"):
            what = f"`{text}` is not the ARN of an ACM certificate"
            hint = "`aws acm list-certificates --query 'CertificateSummaryList[].CertificateArn'` prints them"
            yield _CERTIFICATE.broken(path, what, hint)
        elif region and found.region != region:
            what = f"the certificate is in `{found.region}`, and the load balancer is in `{region}`"
            hint = f"request or import it there: `aws acm request-certificate --region {region} --domain-name …`"
            yield _CERTIFICATE_REGION.broken(path, what, hint, also=(("region",),))


def _allow(text: str, path: Path) -> Iterator[Finding]:
    try:
        block = cidrs.parse(text)
    except cidrs.CidrProblem as problem:
        yield Rule(code=problem.code, link=_CIDR).broken(path, problem.what, problem.hint)
        return
    if block.prefixlen == 0:
        what = "`0.0.0.0/0` opens an internal load balancer to every network that is ever joined to the VPC"
        hint = "leave `allow` out for the VPC's own addresses, or name the networks: `allow: [10.0.0.0/8]`"
        yield _EVERYWHERE.broken(path, what, hint)
    elif not cidrs.is_private(block):
        what = f"`{block}` holds public addresses, and the VPC has no way to the internet"
        yield _PUBLIC.broken(path, what, "keep it only if that network is joined privately")


def _out_of_range(path: Path, port: int) -> Finding:
    return _PORT.broken(path, f"{port} is not a TCP port", "for example `8080`", facts=(("allowed", str(limits.PORT)),))
