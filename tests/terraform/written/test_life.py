"""Written files from apply to destroy in the embedded AWS: the second plan changes nothing, destroy leaves nothing."""

from __future__ import annotations

from pathlib import Path

from sealane.readers.live.door import Door
from sealane.readers.live.network import existing_network
from sealane.sandbox.clients import client
from sealane.sandbox.inventory import inventory
from sealane.sandbox.record import Sandbox
from sealane.spec.document import Spec
from sealane.startup.endpoints import endpoint_needs
from sealane.startup.intent import steps_of
from sealane.startup.supply import missing
from tests.sandbox.existing_vpc import existing_vpc
from tests.terraform.written.conftest import Written
from tests.terraform.written.root_module import REGION, Provider, RootModule, files_for, setting_of, spec_of
from tests.terraform.written.specs import SPECS


def everything(sandbox: Sandbox) -> Spec:
    """Return the largest example, with its state in a file, and make in the sandbox what it names."""
    certificate = client(sandbox, "acm", REGION).request_certificate(DomainName="api.example.com")["CertificateArn"]
    client(sandbox, "secretsmanager", REGION).create_secret(Name="shop/partner", SecretString="made up")
    bound = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}'
    client(sandbox, "iam", REGION).create_policy(PolicyName="boundary", PolicyDocument=bound)
    spec = spec_of(SPECS["everything"])
    api = spec.services["api"]
    balancer = api.load_balancer
    assert balancer is not None
    secured = api.model_copy(update={"load_balancer": balancer.model_copy(update={"certificate_arn": certificate})})
    return spec.model_copy(update={"state": None, "services": {**spec.services, "api": secured}})


def test_apply_settles_and_destroy_leaves_nothing(sandbox: Sandbox, in_sandbox: Written) -> None:
    """After an apply nothing is left to change, and after a destroy the account is what it was before.

    The same of an image alone is in the journeys: by `sealane` in `test_main_job`, without it in `test_export`.
    """
    spec = everything(sandbox)
    before = inventory(sandbox)
    module = in_sandbox(spec)
    module.terraform("apply", "-auto-approve")
    assert inventory(sandbox) > before
    assert "No changes" in module.terraform("plan", "-detailed-exitcode")
    service = next(reversed(spec.services))
    assert "1 to change" in module.terraform("plan", "-detailed-exitcode", f"-var={service}_desired_count=3", status=2)
    module.terraform("destroy", "-auto-approve")
    # moto does not take a deleted listener off its certificate, which is not ours and stays.
    assert {line for line in inventory(sandbox) if "/in_use_by/" not in line} == before


def test_existing_vpc_gets_what_is_missing(
    sandbox: Sandbox, sandbox_environ: dict[str, str], aws_provider: Provider, tmp_path: Path
) -> None:
    """Into a VPC with some endpoints go only those missing, route tables and rules; destroy takes just them out."""
    vpc = existing_vpc(sandbox, REGION)
    network = f"vpc_id: {vpc.vpc}, subnet_ids: [{', '.join(vpc.subnets)}]"
    spec = spec_of(f"region: {REGION}\nimage: demo/app:1.0\nnetwork: {{{network}}}")
    needs = endpoint_needs(steps_of(spec, setting_of(spec)))
    supply = missing(needs, existing_network(Door(environ=sandbox_environ), vpc.vpc, vpc.subnets), vpc.subnets)
    before = inventory(sandbox)
    module = RootModule.of(tmp_path / "module", files_for(spec, supply), aws_provider, sandbox_environ)
    assert module.terraform("fmt", "-check", "-diff") == ""
    assert {address for address in module.values() if address.startswith(("aws_vpc", "aws_subnet", "aws_route"))} == {
        "aws_vpc_endpoint.ecr_api",
        "aws_vpc_endpoint.ecr_dkr",
        f"aws_vpc_endpoint_route_table_association.s3_{vpc.custom_table.replace('-', '_')}",
        f"aws_vpc_endpoint_route_table_association.s3_{vpc.main_table.replace('-', '_')}",
        f'aws_vpc_security_group_egress_rule.app_to_endpoints["{vpc.cidr}"]',
        "aws_vpc_security_group_egress_rule.app_to_s3",
        f'aws_vpc_security_group_ingress_rule.endpoints_from_vpc["{vpc.cidr}"]',
    }
    module.terraform("apply", "-auto-approve")
    assert "No changes" in module.terraform("plan", "-detailed-exitcode")
    module.terraform("destroy", "-auto-approve")
    assert inventory(sandbox) == before
