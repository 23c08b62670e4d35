"""Directories in other forms than a folder of HCL: JSON syntax, installed modules, variable files."""

from __future__ import annotations

import json
import os
from pathlib import Path

from sealane.terraform.linking.variables import Variables
from sealane.verbs.prove_sources import world_from_directory
from sealane.world.endpoints import Endpoint
from sealane.world.values import Known

JSON = {
    "terraform": {"backend": {"s3": {"bucket": "b", "key": "k", "region": "us-east-1"}}},
    "provider": {"aws": [{"region": "us-east-1", "profile": "nobody"}]},
    "variable": {"first": {"type": "number"}},
    "data": {"aws_ssm_parameter": {"p": {"name": "p"}}},
    "resource": {
        "aws_vpc": {"main": {"cidr_block": "10.0.0.0/16"}},
        "aws_subnet": {
            "p": {
                "count": 3,
                "vpc_id": "${aws_vpc.main.id}",
                "cidr_block": "${cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)}",
            }
        },
        "aws_vpc_endpoint": {
            "api": {
                "vpc_id": "${aws_vpc.main.id}",
                "service_name": "com.amazonaws.us-east-1.ecr.api",
                "vpc_endpoint_type": "Interface",
                "subnet_ids": "${slice(aws_subnet.p[*].id, var.first, 3)}",
            }
        },
    },
}


def test_json_syntax_is_linked_like_any_other(tmp_path: Path) -> None:
    """What CDKs write has its relations, its lines, and the values of a variable file."""
    text = json.dumps(JSON, indent=2)
    (tmp_path / "cdk.tf.json").write_text(text, encoding="utf-8")
    (tmp_path / "given.tfvars").write_text("first = 1\n", encoding="utf-8")
    world = world_from_directory(tmp_path, environ=os.environ, variables=Variables(files=(tmp_path / "given.tfvars",)))
    api = world.table(Endpoint)["aws_vpc_endpoint.api"]
    assert api.subnets == Known(("aws_subnet.p[1]", "aws_subnet.p[2]"))
    assert text.splitlines()[api.origin.line - 1].strip() == '"api": {'
    assert Path(api.origin.file) == tmp_path / "cdk.tf.json"


def test_an_installed_module_is_used_where_it_is(tmp_path: Path) -> None:
    """What `init` has put into `.terraform/modules` is linked, and an output of it leads into it."""
    (tmp_path / "main.tf").write_text(
        'provider "aws" {\n  region = "us-east-1"\n}\n'
        'module "vpc" {\n  source  = "example/vpc/aws"\n  version = "1.0.0"\n}\n'
        'resource "aws_vpc_endpoint" "s3" {\n  vpc_id = module.vpc.id\n'
        '  service_name = "com.amazonaws.us-east-1.s3"\n}\n',
        encoding="utf-8",
    )
    installed = tmp_path / ".terraform/modules/vpc"
    installed.mkdir(parents=True)
    (installed / "main.tf").write_text(
        'resource "aws_vpc" "this" {\n  cidr_block = file("${path.module}/cidr.txt")\n}\n'
        'output "id" {\n  value = one([aws_vpc.this.id])\n}\n',
        encoding="utf-8",
    )
    (installed / "cidr.txt").write_text("10.0.0.0/16", encoding="utf-8")
    entries = [
        {"Key": "", "Source": "", "Dir": "."},
        {
            "Key": "vpc",
            "Source": "registry.terraform.io/example/vpc/aws",
            "Version": "1.0.0",
            "Dir": ".terraform/modules/vpc",
        },
    ]
    manifest = tmp_path / ".terraform/modules/modules.json"
    manifest.write_text(json.dumps({"Modules": entries}), encoding="utf-8")
    before = manifest.read_bytes()
    world = world_from_directory(tmp_path, environ=os.environ)
    assert world.table(Endpoint)["aws_vpc_endpoint.s3"].vpc == Known("module.vpc.aws_vpc.this")
    assert manifest.read_bytes() == before
    assert not (tmp_path / ".terraform.lock.hcl").exists()
