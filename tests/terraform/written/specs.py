"""Specs that together use every feature of the format, by what they are about."""

from __future__ import annotations

from pathlib import Path

EXAMPLES = Path(__file__).parents[3] / "examples"

_KEY = "arn:aws:kms:us-east-1:123456789012:key/11111111-1111-4111-8111-111111111111"

SPECS = {
    "nothing but an image": "region: us-east-1\nimage: demo/app:1.0",
    "a digest": f"region: eu-central-1\nimage: demo/app@sha256:{'0' * 64}",
    "another account": "region: us-east-1\nimage: 210987654321.dkr.ecr.us-east-1.amazonaws.com/demo/app:1.0",
    "zone ids": "region: us-east-1\nimage: demo/app:1.0\nnetwork: {zones: [use1-az1, use1-az2, use1-az4]}",
    "a region with few zones": "region: us-west-1\nimage: demo/app:1.0",
    "china": "region: cn-north-1\nimage: demo/app:1.0\nendpoints: {policy: least-privilege}",
    "one small zone": "region: us-east-1\nimage: demo/app:1.0\nnetwork: {cidr: 10.1.0.0/24, zones: 1}",
    "the managed policy": (
        "region: us-east-1\nexecution_role: managed\nservices: {app: {image: demo/app:1.0, secrets: {A: "
        "{parameter: /a/b}}}}"
    ),
    "least privilege and tasks only": (
        "region: us-east-1\nimage: demo/app:1.0\nendpoints: {policy: least-privilege, ingress: tasks, "
        "aws_services: [dynamodb, kms, s3, sqs]}"
    ),
    "flow logs": f"region: us-east-1\nimage: demo/app:1.0\nnetwork: {{flow_logs: {{kms_key: '{_KEY}'}}}}",
    "state in s3": f"region: us-east-1\nimage: demo/app:1.0\nstate: {{bucket: my-state-bucket, kms_key: '{_KEY}'}}",
    "windows": (
        "region: us-east-1\nservices: {win: {image: demo/win:1, operating_system: windows-server-2022-core, "
        "cpu: 1024, memory: 2048, exec: {}}}"
    ),
    "an old platform": "region: us-east-1\nservices: {app: {image: demo/app:1.0, platform_version: 1.3.0}}",
    "two names that are one identifier": "region: us-east-1\nservices: {a-b: {image: x/y:1}, a--b: {image: x/y:2}}",
    "a network load balancer with TLS": (
        "region: us-east-1\nservices: {app: {image: x/y:1, port: 8443, load_balancer: {type: network, "
        "certificate_arn: 'arn:aws:acm:us-east-1:123456789012:certificate/11111111-1111-4111-8111-111111111111'}}}"
    ),
    "service connect": (
        "region: us-east-1\nservices: {front: {image: x/y:1, service_connect: {}}, back: {image: x/y:2, port: 80, "
        "service_connect: {dns_name: store}}, side: {image: x/y:3, port: 81, service_connect: {}}}"
    ),
    "volumes": (
        "region: us-east-1\nservices: {app: {image: x/y:1, volumes: {a-b: {path: /a}, a: {path: /b, iam: false}}}, "
        "app-a: {image: x/y:1, volumes: {b: {path: /c}}}}"
    ),
    "everything": (EXAMPLES / "everything" / "sealane.yaml").read_text(encoding="utf-8").partition("version: 1\n")[2],
}
"""The text of each spec without its `version`."""
