"""The files take over what is there under its ids, and keep beside the spec what the spec cannot say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sealane.adoption.adopt import Adopted, adopt
from sealane.startup.intent import steps_of
from sealane.terraform.files import write
from sealane.world.tasks import Setting
from sealane.world.values import Unknown
from tests.unit.adoption.described import BEHIND, TASKS, VPC, Answers, found_of
from tests.unit.adoption.specs import plain

Wound = Callable[[Answers], object]
_ELB = "arn:aws:elasticloadbalancing:us-east-1:111122223333"
_LB, _GROUP, _LISTENER = (
    f"{_ELB}:loadbalancer/app/front/1",
    f"{_ELB}:targetgroup/web/2",
    f"{_ELB}:listener/app/front/1/3",
)


def _adopted(*wounds: Wound, **more: Any) -> Adopted:
    return adopt(found_of(plain(**more), *wounds))


def _texts(adopted: Adopted) -> dict[str, str]:
    return {file.name: " ".join(file.text.split()) for file in adopted.files}


def _ids(adopted: Adopted) -> dict[str, str]:
    return {one.address: one.id for one in adopted.taken if one.id}


def _two_tables(answers: Answers) -> None:
    first, second = (
        {
            "RouteTableId": f"rtb-{number}",
            "VpcId": VPC,
            "Routes": [],
            "Associations": [{"SubnetId": f"subnet-{number}"}],
        }
        for number in range(2)
    )
    other = {"RouteTableId": "rtb-9", "VpcId": VPC, "Routes": [], "Associations": [{"SubnetId": "subnet-9"}]}
    answers["ec2:DescribeRouteTables"]["RouteTables"][1:] = [first, second, other]
    _s3(answers)["RouteTableIds"] = ["rtb-0", "rtb-1", "rtb-9"]


def _s3(answers: Answers) -> dict[str, Any]:
    (found,) = [one for one in answers["ec2:DescribeVpcEndpoints"]["VpcEndpoints"] if one["ServiceName"].endswith("s3")]
    endpoint: dict[str, Any] = found
    return endpoint


def test_one_table_for_each_subnet_stays_so() -> None:
    """Both tables are imported, each subnet keeps its own, and S3 goes on serving a table of somebody else's."""
    adopted = _adopted(_two_tables)
    ids, texts = _ids(adopted), _texts(adopted)
    assert (ids["aws_route_table.private"], ids["aws_route_table.private_2"]) == ("rtb-0", "rtb-1")
    assert ids["aws_route_table_association.private_b"] == "subnet-1/rtb-1"
    assert "route_table_id = aws_route_table.private_2.id" in texts["kept_override.tf"]
    assert '[aws_route_table.private.id, aws_route_table.private_2.id, "rtb-9"]' in texts["kept_override.tf"]
    assert "private_2" not in "".join(_texts(_adopted()).values())


def test_main_table_stays_and_gets_a_double() -> None:
    """Subnets that name no table get a new one with the main table's routes, and no main table is imported."""

    def wound(answers: Answers) -> None:
        main, own = answers["ec2:DescribeRouteTables"]["RouteTables"]
        main["Routes"] = [{"DestinationCidrBlock": "10.9.0.0/16", "VpcPeeringConnectionId": "pcx-0a"}]
        own["Associations"] = []

    adopted = _adopted(wound)
    assert not any(address.startswith("aws_route_table") for address in _ids(adopted))
    said = 'route { cidr_block = "10.9.0.0/16" vpc_peering_connection_id = "pcx-0a" }'
    assert said in _texts(adopted)["kept_override.tf"]
    assert said not in _texts(_adopted())["kept_override.tf"]


def test_way_out_is_written_where_the_proof_sees_it() -> None:
    """A route to a NAT gateway stands in the files, so that nobody is told that the service is sealed."""

    def wound(answers: Answers) -> None:
        routes = [
            {"DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-0a", "Origin": "CreateRoute"},
            {"DestinationPrefixListId": "pl-0a", "GatewayId": "vpce-0a", "Origin": "CreateRoute"},
        ]
        answers["ec2:DescribeRouteTables"]["RouteTables"][1]["Routes"] += routes

    text = _texts(_adopted(wound))["kept_override.tf"]
    assert 'route { cidr_block = "0.0.0.0/0" nat_gateway_id = "nat-0a" }' in text
    assert ("vpce-0a" in text, "nat-0a" in _texts(_adopted())["kept_override.tf"]) == (False, False)


def test_groups_stay_with_their_rules() -> None:
    """The tasks' group is imported with its rules, described ones apart, and the tasks have it beside the new one."""

    def wound(answers: Answers) -> None:
        rule = {
            "IpProtocol": "tcp",
            "FromPort": 5432,
            "ToPort": 5432,
            "UserIdGroupPairs": [{"GroupId": "sg-0db", "Description": "database"}, {"GroupId": TASKS}],
        }
        answers["ec2:DescribeSecurityGroups"]["SecurityGroups"][1]["IpPermissionsEgress"] = [rule]

    adopted = _adopted(wound)
    texts = _texts(adopted)
    assert _ids(adopted)["aws_security_group.kept_old_tasks"] == TASKS
    ports = 'from_port = 5432 to_port = 5432 protocol = "tcp"'
    assert f'egress {{ description = "database" {ports} security_groups = ["sg-0db"] }}' in texts["adopted.tf"]
    assert f"egress {{ {ports} self = true }}" in texts["adopted.tf"]
    both = "[aws_security_group.web_tasks.id, aws_security_group.kept_old_tasks.id]"
    assert f"security_groups = {both}" in texts["kept_override.tf"]
    assert "egress {" not in _texts(_adopted())["adopted.tf"]


def _naming(*pairs: tuple[int, str]) -> Wound:
    def wound(answers: Answers) -> None:
        for place, peer in pairs:
            rule = {"IpProtocol": "tcp", "FromPort": 1, "ToPort": 1, "UserIdGroupPairs": [{"GroupId": peer}]}
            answers["ec2:DescribeSecurityGroups"]["SecurityGroups"][place]["IpPermissions"] = [rule]

    return wound


def test_groups_name_each_other_without_a_ring() -> None:
    """A group that stays is named by reference; of two that name each other one names the other by its id."""
    one_way = _texts(_adopted(_naming((2, TASKS))))["adopted.tf"]
    assert "security_groups = [aws_security_group.kept_old_tasks.id]" in one_way
    other_way = _texts(_adopted(_naming((1, BEHIND))))["adopted.tf"]
    assert "security_groups = [aws_security_group.kept_old_endpoints.id]" in other_way
    both = _texts(_adopted(_naming((1, BEHIND), (2, TASKS))))["adopted.tf"]
    assert "security_groups = [aws_security_group.kept_old_tasks.id]" in both
    assert f'security_groups = ["{BEHIND}"]' in both


def test_endpoint_elsewhere_stays_where_it_is() -> None:
    """An endpoint in subnets that are not the tasks' is not moved, and one in one of them gets the other zone."""

    def standing(*subnets: str) -> Wound:
        return lambda answers: answers["ec2:DescribeVpcEndpoints"]["VpcEndpoints"][0].update(SubnetIds=list(subnets))

    assert 'subnet_ids = ["subnet-7"]' in _texts(_adopted(standing("subnet-7")))["kept_override.tf"]
    assert "subnet_ids" not in _texts(_adopted(standing("subnet-0")))["kept_override.tf"]
    assert "subnet_ids" not in _texts(_adopted())["kept_override.tf"]


def test_missing_endpoint_is_made() -> None:
    """An endpoint that the start needs and the VPC lacks is written and not imported."""

    def wound(answers: Answers) -> None:
        answers["ec2:DescribeVpcEndpoints"]["VpcEndpoints"].pop(0)

    adopted = _adopted(wound)
    assert "aws_vpc_endpoint.ecr_api" not in _ids(adopted)
    assert '"aws_vpc_endpoint" "ecr_api"' in _texts(adopted)["endpoints.tf"]
    assert "aws_vpc_endpoint.ecr_api" in _ids(_adopted())


def test_what_decides_about_packets_is_written_where_the_proof_sees_it() -> None:
    """A network ACL and name servers of the VPC's own are imported with what they say; AWS's own are left alone."""

    def wound(answers: Answers) -> None:
        entry = {"RuleNumber": 10, "Protocol": "6", "RuleAction": "deny", "Egress": True, "CidrBlock": "10.0.0.0/8"}
        ports = {"PortRange": {"From": 22, "To": 23}}
        acl = {"VpcId": VPC, "Associations": [{"SubnetId": "subnet-0"}, {"SubnetId": "subnet-9"}]}
        own = {**acl, "NetworkAclId": "acl-0a", "IsDefault": False, "Entries": [{**entry, **ports}]}
        plain_ = {"RuleNumber": 100, "Protocol": "-1", "RuleAction": "allow", "CidrBlock": "0.0.0.0/0"}
        default = {**acl, "NetworkAclId": "acl-0d", "IsDefault": True, "Entries": [plain_, {**plain_, "Egress": True}]}
        edited = {**default, "NetworkAclId": "acl-0e", "Entries": [entry]}
        answers["ec2:DescribeNetworkAcls"] = {"NetworkAcls": [own, default, edited]}
        _servers(answers)

    adopted = _adopted(wound)
    ids, text = _ids(adopted), _texts(adopted)["adopted.tf"]
    assert (ids["aws_network_acl.kept"], ids["aws_default_network_acl.kept"]) == ("acl-0a", "acl-0e")
    assert "acl-0d" not in ids.values()
    assert 'subnet_ids = [aws_subnet.private_a.id, "subnet-9"]' in text
    assert 'egress { rule_no = 10 action = "deny" protocol = "6" from_port = 22 to_port = 23' in text
    assert (ids["aws_vpc_dhcp_options.kept"], ids["aws_vpc_dhcp_options_association.kept"]) == ("dopt-0a", VPC)
    assert 'domain_name_servers = ["10.0.0.9"]' in text
    assert not any("acl" in address or "dhcp" in address for address in _ids(_adopted()))


def _servers(answers: Answers) -> None:
    answers["ec2:DescribeVpcs"]["Vpcs"][0]["DhcpOptionsId"] = "dopt-0a"
    told = {"Key": "domain-name-servers", "Values": [{"Value": "10.0.0.9"}]}
    answers["ec2:DescribeDhcpOptions"] = {"DhcpOptions": [{"DhcpOptionsId": "dopt-0a", "DhcpConfigurations": [told]}]}


def _front(**more: object) -> Wound:
    def wound(answers: Answers) -> None:
        target = {"targetGroupArn": _GROUP, "containerName": "web", "containerPort": 8080}
        answers["ecs:DescribeServices"]["services"][0]["loadBalancers"] = [target]
        balancer = {
            "LoadBalancerArn": _LB,
            "LoadBalancerName": "front",
            "Type": "application",
            "Scheme": "internal",
            "SecurityGroups": ["sg-0f"],
            "AvailabilityZones": [{"SubnetId": "subnet-0"}, {"SubnetId": "subnet-1"}],
            **more,
        }
        group = {
            "TargetGroupArn": _GROUP,
            "TargetGroupName": "web",
            "Port": 80,
            "Protocol": "HTTP",
            "TargetType": "ip",
            "LoadBalancerArns": [_LB],
            "HealthCheckPath": "/up",
        }
        action = {"Type": "forward", "TargetGroupArn": _GROUP}
        listener = {"ListenerArn": _LISTENER, "LoadBalancerArn": _LB, "Port": 80, "Protocol": "HTTP"}
        answers["elbv2:DescribeLoadBalancers"] = {"LoadBalancers": [balancer]}
        answers["elbv2:DescribeTargetGroups"] = {"TargetGroups": [group]}
        answers["elbv2:DescribeListeners"] = {"Listeners": [{**listener, "DefaultActions": [action]}]}
        answers["elbv2:DescribeRules"] = {"Rules": []}

    return wound


def test_load_balancer_is_taken_over_or_stays_outside() -> None:
    """An internal one in the tasks' subnets is imported whole; a public one stays, and the service stays behind it."""
    adopted = _adopted(_front(), port=8080)
    web = adopted.loaded.spec.services["web"]
    assert (web.load_balancer is not None and web.load_balancer.health_check_path) == "/up"
    assert _ids(adopted)["aws_lb_target_group.web"] == _GROUP
    assert "load_balancer {" not in _texts(adopted)["kept_override.tf"]
    outside = _adopted(_front(Scheme="internet-facing"), port=8080)
    assert outside.loaded.spec.services["web"].load_balancer is None
    assert not any(address.startswith("aws_lb") for address in _ids(outside))
    assert f'target_group_arn = "{_GROUP}"' in _texts(outside)["kept_override.tf"]


def _volume(**authorization: str) -> Wound:
    def wound(answers: Answers) -> None:
        task = answers["ecs:DescribeTaskDefinition"]["taskDefinition"]
        efs = {"fileSystemId": "fs-0a", "transitEncryption": "ENABLED", "authorizationConfig": authorization}
        task["volumes"] = [{"name": "data", "efsVolumeConfiguration": efs}]
        task["containerDefinitions"][0]["mountPoints"] = [{"sourceVolume": "data", "containerPath": "/data"}]
        answers["efs:DescribeFileSystems"] = {"FileSystems": [{"FileSystemId": "fs-0a"}]}
        target = {"MountTargetId": "fsmt-0a", "FileSystemId": "fs-0a", "SubnetId": "subnet-1"}
        answers["efs:DescribeMountTargets"] = {"MountTargets": [target]}
        answers["efs:DescribeMountTargetSecurityGroups"] = {"SecurityGroups": [BEHIND]}

    return wound


def test_file_system_is_taken_over_whole() -> None:
    """File system, access point and mount target are imported; without an access point it is refused."""
    adopted = _adopted(_volume(iam="ENABLED", accessPointId="fsap-0a"))
    ids = _ids(adopted)
    assert (ids["aws_efs_file_system.web_data"], ids["aws_efs_access_point.web_data"]) == ("fs-0a", "fsap-0a")
    assert ids["aws_efs_mount_target.web_data_private_b"] == "fsmt-0a"
    standing = '"web_data_private_b" { security_groups = [aws_security_group.kept_old_endpoints.id]'
    assert standing in _texts(adopted)["kept_override.tf"]
    assert adopted.refusals(frozenset()) == ()
    assert [one.name for one in _adopted(_volume(iam="ENABLED")).refusals(frozenset())] == ["volume:data"]


def test_capacity_providers_stay() -> None:
    """A service without a launch type gets none, which could not be changed; one with Fargate keeps it."""

    def wound(answers: Answers) -> None:
        service = answers["ecs:DescribeServices"]["services"][0]
        del service["launchType"]
        service["capacityProviderStrategy"] = [{"capacityProvider": "FARGATE", "weight": 1, "base": 0}]

    text = _texts(_adopted(wound))["kept_override.tf"]
    assert "launch_type = null" in " ".join(text.split())
    assert 'capacity_provider = "FARGATE"' in text
    assert "capacity_provider" not in _texts(_adopted())["kept_override.tf"]


def test_names_that_nobody_may_change_stay() -> None:
    """Names that a spec cannot have are kept beside it; a name of a group that is taken is given to no new one."""

    def wound(answers: Answers) -> None:
        answers["ecs:DescribeClusters"]["clusters"][0]["clusterName"] = "Prod_Main"
        answers["ec2:DescribeSecurityGroups"]["SecurityGroups"][1]["GroupName"] = "Prod-Main-endpoints"

    adopted = _adopted(wound)
    assert adopted.loaded.spec.name == "Prod-Main-2"
    assert 'name = "Prod_Main"' in _texts(adopted)["kept_override.tf"]
    assert _ids(adopted)["aws_ecs_service.web"] == "Prod_Main/web"
    assert _adopted().loaded.spec.name == "shop"


def test_export_writes_the_same_files() -> None:
    """What `export` would write of the adopted spec is what stands there, so nothing of it is a surprise later."""
    adopted = _adopted(environment={"STAGE": "prod"})
    spec = adopted.loaded.spec
    setting = Setting(partition="aws", region="us-east-1", account=Unknown("read by Terraform"))
    exported = {file.name: file.text for file in write(spec, steps_of(spec, setting), setting, None)}
    there = {file.name: file.text for file in adopted.files}
    assert {name: there.get(name) for name in exported} == exported
    assert set(there) - set(exported) == {"sealane.yaml", "imports.tf", "kept_override.tf", "adopted.tf"}
