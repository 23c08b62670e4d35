"""Who may send packets to whom: what the issue asks for, and nothing else."""

from __future__ import annotations

import re

from tests.unit.terraform.files.written import block, written

_RULE = re.compile(r'"aws_vpc_security_group_(ingress|egress)_rule" "(\w+)"')


def rules(text: str) -> set[str]:
    """Return the names of all rules, with their direction."""
    return {f"{direction} {name}" for direction, name in _RULE.findall(text)}


def test_an_image_alone_needs_three_rules() -> None:
    """The VPC may reach the endpoints; tasks leave to the VPC and to S3 on 443, and nothing comes in."""
    text = written("image: a/b:1")["security_groups.tf"]
    assert rules(text) == {"ingress endpoints_from_vpc", "egress app_to_endpoints", "egress app_to_s3"}
    assert text.count("from_port         = 443") == 3
    assert "cidr_ipv4         = aws_vpc.main.cidr_block" in block(
        text, 'resource "aws_vpc_security_group_egress_rule" "app_to_e'
    )


def test_endpoints_for_tasks_only() -> None:
    """With `ingress: tasks` the tasks and the endpoints name each other's groups, and no address."""
    text = written("image: a/b:1\nendpoints: {ingress: tasks}")["security_groups.tf"]
    assert rules(text) == {"ingress endpoints_from_app", "egress app_to_endpoints", "egress app_to_s3"}
    assert "cidr_ipv4" not in text


def test_load_balancer_is_the_only_way_in() -> None:
    """Clients reach the load balancer, the load balancer reaches the port, and the tasks take it from there only."""
    service = "{image: a/b:1, port: 8080, load_balancer: {allow: [10.9.0.0/16, 10.8.0.0/16]}}"
    text = written(f"services: {{app: {service}}}")["security_groups.tf"]
    assert rules(text) >= {
        "ingress app_load_balancer_from_1",
        "ingress app_load_balancer_from_2",
        "egress app_load_balancer_to_tasks",
        "ingress app_from_load_balancer",
    }
    entry = block(text, 'resource "aws_vpc_security_group_ingress_rule" "app_from_load_balancer"')
    assert "referenced_security_group_id = aws_security_group.app_load_balancer.id" in entry
    assert "from_port                    = 8080" in entry


def test_file_systems_open_their_port_only() -> None:
    """Tasks leave on 2049 to the group of their own file systems, which admits nobody else."""
    text = written("services: {app: {image: a/b:1, volumes: {v: {path: /v}}}}")["security_groups.tf"]
    away = block(text, 'resource "aws_vpc_security_group_egress_rule" "app_to_file_systems"')
    assert "aws_security_group.app_file_systems.id" in away
    assert "from_port                    = 2049" in away
    assert "ingress app_file_systems_from_tasks" in rules(text)


def test_service_connect_opens_the_offered_ports() -> None:
    """Members leave to each other on the offered ports, and a service takes its own port from members only."""
    text = written(
        "services: {front: {image: a/b:1, service_connect: {}}, back: {image: a/b:2, port: 81, service_connect: {}}, "
        "alone: {image: a/b:3, port: 82}}"
    )["security_groups.tf"]
    assert {rule for rule in rules(text) if "service_connect" in rule} == {
        "egress service_connect_to_81",
        "ingress back_from_service_connect",
    }
