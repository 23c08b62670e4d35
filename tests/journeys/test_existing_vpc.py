"""A VPC that is nearly right gets what it lacks, and is left as it was."""

from __future__ import annotations

import json

from sealane.sandbox.clients import client
from sealane.sandbox.provider import VARIABLE, keep_provider
from sealane.sandbox.settings import environment
from tests.journeys.partly_refusing_aws import partly_refusing_aws
from tests.journeys.traveller import REGION, Done, Traveller
from tests.sandbox.existing_vpc import ExistingVpc, existing_vpc
from tests.sandbox.terraform_folder import provider_binary

OWN = {
    "aws_cloudwatch_log_group.app",
    "aws_ecs_cluster.main",
    "aws_ecs_service.app",
    "aws_ecs_task_definition.app",
    "aws_iam_role.app_execution",
    "aws_iam_role.app_task",
    "aws_iam_role_policy.app_execution",
    "aws_security_group.app_tasks",
    'aws_vpc_security_group_egress_rule.app_to_endpoints["10.60.0.0/16"]',
    "aws_vpc_security_group_egress_rule.app_to_s3",
}
LACKING = {
    "aws_security_group.endpoints",
    'aws_vpc_security_group_ingress_rule.endpoints_from_vpc["10.60.0.0/16"]',
    "aws_vpc_endpoint.ecr_api",
    "aws_vpc_endpoint.ecr_dkr",
}


def test_exactly_the_missing_pieces(person: Traveller) -> None:
    """Of four endpoints one is used, one added, one put beside its deaf twin, one routed; the destroy undoes it.

    Whoever may not look at the network ACLs is told which action is missing, exit 3, and nothing is written.
    """
    made = existing_vpc(person.sandbox, REGION)
    before = person.holdings()
    _spec(person, made, made.subnets)
    planned = person.must("plan", "--sandbox", "--format", "json")
    routed = {
        f"aws_vpc_endpoint_route_table_association.s3_{table.replace('-', '_')}"
        for table in (made.main_table, made.custom_table)
    }
    assert {change["address"] for change in planned.json["changes"]} == OWN | LACKING | routed
    assert {change["action"] for change in planned.json["changes"]} == {"create"}
    assert f"{made.ecr_api} does not serve ecr.api: its private DNS is off" in " ".join(planned.err.split())
    stopped = _unseen(person, "DescribeNetworkAcls")
    assert (stopped.status, stopped.out, "ec2:DescribeNetworkAcls" in stopped.err) == (3, "", True)
    assert "applying" not in stopped.err
    assert person.holdings() == before
    person.must("apply", "--sandbox", "--yes")
    _routed(person, made)
    assert person.must("plan", "--sandbox", "--format", "json").json["changes"] == []
    person.must("destroy", "--sandbox", "--yes")
    assert person.holdings() == before


def test_fault_of_the_vpc_stops_until_it_is_accepted(person: Traveller) -> None:
    """An endpoint whose policy denies stops plan and apply; accepted with a reason it is applied and recorded."""
    made = existing_vpc(person.sandbox, REGION)
    deny = {"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "logs:*", "Resource": "*"}]}
    ec2 = client(person.sandbox, "ec2", REGION)
    ec2.modify_vpc_endpoint(VpcEndpointId=made.logs, PolicyDocument=json.dumps(deny))
    before = person.holdings()
    _spec(person, made, made.subnets)
    planned = person.run("plan", "--sandbox", "--format", "json")
    (finding,) = planned.json["proof"]["services"][0]["findings"]
    assert (planned.status, planned.json["verdict"]) == (1, "fails")
    assert (finding["cause"], finding["origin"], finding["accepted"]) == ("endpoint-policy-denies", made.logs, None)
    refused = person.run("apply", "--sandbox", "--yes")
    assert (refused.status, refused.out) == (1, "")
    assert "[endpoint-policy-denies]" in refused.err
    assert "applying" not in refused.err
    assert person.holdings() == before
    without_reason = person.run("apply", "--sandbox", "--yes", "--accept", "endpoint-policy-denies")
    assert (without_reason.status, "[acceptance-without-reason]" in without_reason.err) == (2, True)
    accepted = ("--accept", "endpoint-policy-denies", "--because", "their owner mends it tonight")
    both = ("--format", "json", "--output", "answer.json", "--format", "text")
    done = person.must("apply", "--sandbox", "--yes", "--no-watch", *accepted, *both)
    assert "[endpoint-policy-denies], because their owner mends it tonight" in " ".join(done.out.split())
    answer = json.loads((person.folder / "answer.json").read_text())
    (finding,) = answer["proof"]["services"][0]["findings"]
    assert finding["accepted"]["because"] == "their owner mends it tonight"
    assert (answer["verdict"], answer["proof"]["services"][0]["starts"]) == ("holds", "fails")


def test_what_only_the_owner_can_mend_is_refused(person: Traveller) -> None:
    """DNS that is off, a subnet or a VPC that is not there exit 2 with a command, and Terraform is not started."""
    made = existing_vpc(person.sandbox, REGION)
    ec2 = client(person.sandbox, "ec2", REGION)
    _spec(person, made, ("subnet-0123456789abcdef0",))
    _refused(person, "subnet-not-found", f"aws ec2 describe-subnets --region {REGION}")
    person.write(f"version: 1\nimage: demo/app:1.0\nnetwork: {{vpc_id: vpc-00000000, subnet_ids: [{made.subnets[0]}]}}")
    _refused(person, "vpc-not-found", "aws ec2 describe-vpcs")
    _spec(person, made, made.subnets)
    ec2.modify_vpc_attribute(VpcId=made.vpc, EnableDnsHostnames={"Value": False})
    _refused(person, "vpc-dns-off", f"aws ec2 modify-vpc-attribute --vpc-id {made.vpc} --enable-dns-hostnames")


def _unseen(person: Traveller, call: str) -> Done:
    """Apply as somebody who may do everything but look at one thing."""
    kept = {VARIABLE: keep_provider(person.sandbox, provider_binary(), REGION)}
    with partly_refusing_aws(person.sandbox.endpoint, call) as url:
        known = environment({}, person.sandbox, REGION) | kept | {"AWS_ENDPOINT_URL": url}
        return person.run("apply", "--yes", **known)


def _spec(person: Traveller, made: ExistingVpc, subnets: tuple[str, ...]) -> None:
    network = json.dumps({"vpc_id": made.vpc, "subnet_ids": subnets})
    person.write(f"version: 1\nregion: {REGION}\nimage: demo/app:1.0\nnetwork: {network}\n")


def _refused(person: Traveller, code: str, command: str) -> None:
    done = person.run("plan", "--sandbox")
    assert (done.status, done.out) == (2, "")
    assert f"[{code}]" in done.err
    assert command in done.err
    assert "planning" not in done.err


def _routed(person: Traveller, made: ExistingVpc) -> None:
    ec2 = client(person.sandbox, "ec2", REGION)
    held = ec2.describe_vpc_endpoints(Filters=[{"Name": "vpc-id", "Values": [made.vpc]}])["VpcEndpoints"]
    by_service: dict[str, list[str]] = {}
    for endpoint in held:
        by_service.setdefault(endpoint["ServiceName"].partition(f"{REGION}.")[2], []).append(endpoint["VpcEndpointId"])
    assert {service: len(ids) for service, ids in by_service.items()} == {
        "ecr.api": 2,
        "ecr.dkr": 1,
        "logs": 1,
        "s3": 1,
    }
    assert by_service["logs"] == [made.logs]
    (s3,) = (endpoint for endpoint in held if endpoint["VpcEndpointId"] == made.s3)
    assert set(s3["RouteTableIds"]) == {made.stray_table, made.custom_table, made.main_table}
