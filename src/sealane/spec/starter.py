"""The commented `sealane.yaml` that `init` writes: what is needed, and every option as a comment with its default."""

from __future__ import annotations

import json
import re

from sealane.grammar.partitions import partition_of
from sealane.spec.scalars import meaning

_FIRST_REGION = "us-east-1"
_ACCOUNT = "111122223333"
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9./:@_-]*[A-Za-z0-9]")


def starter(image: str, name: str, region: str) -> str:
    """Return the text for one image; `region` may be empty, and is then left to the SDK's own setting.

    A comment that is not `# ` and a word is an option: without its `#` it is valid as it stands.
    """
    place = region or _FIRST_REGION
    try:
        partition = partition_of(place).name
    except KeyError:
        partition = "aws"
    return _TEXT.format(
        image=_scalar(image),
        name=_scalar(name),
        region=f"region: {_scalar(region)}" if region else f"#region: {_FIRST_REGION}",
        place=place,
        partition=partition,
        account=_ACCOUNT,
    )


def _scalar(text: str) -> str:
    """Write a text as YAML; in quotes where a plain one would mean something else."""
    if _PLAIN.fullmatch(text) and isinstance(meaning(text), str) and not text.endswith(":"):
        return text
    return json.dumps(text, ensure_ascii=not text.isprintable())


_TEXT = """\
# yaml-language-server: $schema=./sealane.schema.json
#
# One image on AWS Fargate, in a VPC that has no way to or from the internet.
# Sentences begin with `# `; every other comment is an option with its default or an example: remove its `#` to use it.

version: 1

# Prefix of every name: VPC, cluster, roles, log groups.
name: {name}

# AWS Region; the SDK's own setting when left out.
{region}

# Tags on every resource.
#tags:
#  team: platform

# Keep Terraform's state in S3, with native locking; without this block it is a file beside this one.
#state:
#  bucket: my-terraform-state
#  key: app/terraform.tfstate
#  region: {place}
#  kms_key: arn:{partition}:kms:{place}:{account}:key/1234abcd-12ab-34cd-56ef-1234567890ab

# ARN of a policy that bounds every role created.
#permissions_boundary: arn:{partition}:iam::{account}:policy/boundary

# Execution role: `least-privilege`, or `managed` for AWS's own policy and what it lacks.
#execution_role: least-privilege

# A new VPC. `zones` is a number, or a list of zone names or ids; subnets are sized for the tasks when left out.
#network:
#  cidr: 10.0.0.0/16
#  zones: 2
#  subnets: [10.0.0.0/20, 10.0.16.0/20]
#  flow_logs:
#    retention_days: 30
#    kms_key: ""
#    traffic: ALL

# Or a VPC that is there already, instead of the block above: only what is missing is added.
#network:
#  vpc_id: vpc-0123456789abcdef0
#  subnet_ids: [subnet-0123456789abcdef0, subnet-0123456789abcdef1]

# The VPC endpoints. `policy` is `open` or `least-privilege`, `ingress` is `vpc` or `tasks`.
# `aws_services` names what the application itself calls: sqs, dynamodb, kms, events, …
#endpoints:
#  policy: open
#  ingress: vpc
#  aws_services: []

services:
  app:
    # `repository:tag`, `repository@sha256:…`, or a full private ECR URI, also of another account.
    image: {image}

    # Replaces the image's command.
    #command: []

    # CPU units (1024 are one vCPU) and MiB of memory, in one of the pairs that Fargate offers.
    #cpu: 256
    #memory: 512

    # `x86_64` or `arm64`; `linux`, or for example `windows-server-2022-core`.
    #architecture: x86_64
    #operating_system: linux
    #platform_version: LATEST

    # GiB of ephemeral storage: 20 are included, 200 are the most.
    #ephemeral_storage_gib: 20

    #desired_count: 1

    # Text as typed: 8080 and true need no quotes.
    #environment:
    #  LOG_LEVEL: info

    # From Secrets Manager by ARN, or from Parameter Store by name; `kms_key` for a customer managed key.
    #secrets:
    #  API_TOKEN: /app/api-token
    #  DATABASE_PASSWORD:
    #    secret: arn:{partition}:secretsmanager:{place}:{account}:secret:database-AbCdEf
    #    key: password
    #    version_stage: AWSCURRENT
    #    version_id: ""
    #    kms_key: ""
    #  FEATURE_FLAGS:
    #    parameter: /app/feature-flags

    # ARNs of `.env` objects in S3.
    #environment_files: ["arn:{partition}:s3:::my-bucket/app.env"]

    # `retention_days: 0` keeps for ever.
    #logs:
    #  retention_days: 30
    #  kms_key: ""

    # Runs inside the container; a text is for its shell, a list begins with CMD.
    #health_check:
    #  command: curl -f http://localhost:8080/health || exit 1
    #  interval: 30
    #  timeout: 5
    #  retries: 3
    #  start_period: 0

    # TCP port that the container listens on, and an internal load balancer in front of it.
    #port: 8080
    #load_balancer:
    #  type: application
    #  certificate_arn: ""
    #  listener_port: 80
    #  health_check_path: /
    #  allow: [10.0.0.0/8]

    # Target tracking: 0 leaves a metric out.
    #autoscaling:
    #  minimum: 1
    #  maximum: 4
    #  cpu_percent: 60
    #  memory_percent: 0

    # Open a shell in the running container: `aws ecs execute-command`. `exec: true` takes the defaults.
    #exec:
    #  kms_key: ""

    # EFS. Without `file_system_id`, which needs an existing VPC, a new encrypted file system is created.
    #volumes:
    #  data:
    #    path: /data
    #    file_system_id: ""
    #    access_point_id: ""
    #    security_group_id: ""
    #    root_directory: /
    #    read_only: false
    #    iam: true

    # Reach the other services by name, and be reached by this one when there is a port.
    #service_connect: true

    #deployment:
    #  circuit_breaker: true
    #  rollback: true
    #  minimum_healthy_percent: 100
    #  maximum_percent: 200

    #read_only_root_file_system: false

    # What the application may do: managed policies by ARN, and statements as in a policy document.
    #task_role_policies: ["arn:{partition}:iam::aws:policy/AmazonSQSFullAccess"]
    #task_role_statements:
    #  - Effect: Allow
    #    Action: [s3:GetObject]
    #    Resource: ["arn:{partition}:s3:::my-bucket/*"]

    # Run on Fargate Spot: cheaper, and interrupted with two minutes' notice.
    #spot: false
"""
