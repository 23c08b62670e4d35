"""A healthy world: one service in a sealed VPC that needs every kind of step, and everything it needs.

Each part is a function, so that a wound names the part that it breaks. Nothing in it is anybody's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.gaps import Noun
from sealane.world.network_acls import AclEntry, NetworkAcl
from sealane.world.policies import Policy, Role
from sealane.world.prefix_lists import PrefixList
from sealane.world.route_tables import RouteTable
from sealane.world.security_groups import Direction, GroupRule, PeerKind, SecurityGroup
from sealane.world.services import Service
from sealane.world.stores import (
    Bucket,
    FileSystem,
    Image,
    Key,
    LogGroup,
    MountTarget,
    Parameter,
    Repository,
    Secret,
)
from sealane.world.subnets import Subnet
from sealane.world.tasks import (
    Container,
    FileSystemVolume,
    LogConfiguration,
    SecretReference,
    Setting,
    TaskDefinition,
)
from sealane.world.values import Known, Origin
from sealane.world.vpc_defaults import default_group, main_table
from sealane.world.vpcs import Vpc
from sealane.world.world import Fact, Source, World, world_of

ACCOUNT = "111122223333"
OTHER_ACCOUNT = "444455556666"
REGION = "us-east-1"
VPC = "vpc-main"
SUBNETS = ("subnet-a", "subnet-b")
TASKS = "sg-tasks"
ENDPOINTS = "sg-endpoints"
FILES = "sg-files"
SERVICE = f"arn:aws:ecs:{REGION}:{ACCOUNT}:service/main/app"
TASK = f"arn:aws:ecs:{REGION}:{ACCOUNT}:task-definition/app:1"
EXECUTION_ROLE = f"arn:aws:iam::{ACCOUNT}:role/app-execution"
TASK_ROLE = f"arn:aws:iam::{ACCOUNT}:role/app-task"
SECRET = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:db-AbCdEf"
PARAMETER = f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter/app/mode"
KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/11111111-2222-3333-4444-555555555555"
LOG_GROUP = "/ecs/app"
BUCKET = "app-settings"
FILE_SYSTEM = "fs-0123456789abcdef0"
S3_LIST = "pl-63a5400a"
ROUTE_TABLES = ("rtb-a", "rtb-b")
ACL = "acl-main"
DIGEST = f"sha256:{'a' * 64}"
INTERFACES = ("ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm")


origin = Origin


def healthy(*more: Fact) -> World:
    """Return the world; `more` facts take the place of those with their key."""
    facts: list[Fact] = [vpc(), main_table(vpc()), default_group(vpc())]
    facts += [subnet(number) for number in range(2)]
    facts += [route_table(number) for number in range(2)]
    facts += [acl(), tasks_group(), endpoints_group(), files_group(), s3_list()]
    facts += [interface(suffix) for suffix in INTERFACES]
    facts += [gateway(), execution_role(), task_role(), service(), task(), repository(), secret(), parameter(), key()]
    facts += [log_group(), bucket(), file_system()]
    facts += [mount_target(number) for number in range(2)]
    source = Source(kind="test", name="the healthy world", assumed=frozenset({Noun.ORGANISATIONS}))
    return world_of(source, [*facts, *more])


def vpc() -> Vpc:
    """Return the VPC."""
    return Vpc(
        id=VPC,
        origin=origin(VPC),
        cidrs=Known(("10.0.0.0/16",)),
        dns_support=Known(True),  # noqa: FBT003 - a value
        dns_hostnames=Known(True),  # noqa: FBT003 - a value
        account=Known(ACCOUNT),
        region=Known(REGION),
    )


def subnet(number: int) -> Subnet:
    """Return one of the two subnets."""
    return Subnet(
        id=SUBNETS[number],
        origin=origin(SUBNETS[number]),
        vpc=Known(VPC),
        cidr=Known(f"10.0.{number}.0/24"),
        zone_id=Known(f"use1-az{number + 1}"),
        zone_name=Known(f"us-east-1{'ab'[number]}"),
        free_addresses=Known(200),
    )


def route_table(number: int) -> RouteTable:
    """Return the table of a subnet."""
    name = ROUTE_TABLES[number]
    return RouteTable(id=name, origin=origin(name), vpc=Known(VPC), subnets=(SUBNETS[number],))


def entry(direction: Direction, number: int, cidr: str = "0.0.0.0/0", **values: object) -> AclEntry:
    """Return an entry of the ACL, which allows everything unless `values` say otherwise."""
    known = {"allow": True, "protocol": "-1", "from_port": -1, "to_port": -1} | values
    return AclEntry(
        origin=origin(f"{ACL} {direction} {number}"),
        direction=direction,
        number=Known(number),
        cidr=Known(cidr),
        **{name: Known(value) for name, value in known.items()},  # type: ignore[arg-type]
    )


def acl(*entries: AclEntry) -> NetworkAcl:
    """Return the ACL of both subnets: AWS's default one, or one of `entries` alone."""
    everything = tuple(entry(direction, 100) for direction in Direction)
    return NetworkAcl(
        id=ACL, origin=origin(ACL), vpc=Known(VPC), default=True, subnets=SUBNETS, entries=entries or everything
    )


def rule(group: str, direction: Direction, peer: str, port: int = 443, kind: PeerKind = PeerKind.CIDR) -> GroupRule:
    """Return a TCP rule of a group for one port."""
    return GroupRule(
        origin=origin(f"{group} {direction} {peer} {port}"),
        direction=direction,
        protocol=Known("tcp"),
        from_port=Known(port),
        to_port=Known(port),
        kind=kind,
        peer=Known(peer),
    )


def group(name: str, *rules: GroupRule) -> SecurityGroup:
    """Return a security group of the VPC."""
    return SecurityGroup(id=name, origin=origin(name), vpc=Known(VPC), name=Known(name), rules=rules)


def to_endpoints() -> GroupRule:
    """Return the rule by which tasks reach interface endpoints."""
    return rule(TASKS, Direction.EGRESS, "10.0.0.0/16")


def to_s3() -> GroupRule:
    """Return the rule by which tasks reach S3."""
    return rule(TASKS, Direction.EGRESS, S3_LIST, kind=PeerKind.PREFIX_LIST)


def to_files() -> GroupRule:
    """Return the rule by which tasks reach the file system."""
    return rule(TASKS, Direction.EGRESS, FILES, 2049, PeerKind.GROUP)


def tasks_group(*rules: GroupRule) -> SecurityGroup:
    """Return the tasks' group; `rules` replace its own."""
    return group(TASKS, *(rules or (to_endpoints(), to_s3(), to_files())))


def endpoints_group(*rules: GroupRule) -> SecurityGroup:
    """Return the interface endpoints' group, open to the VPC; `rules` replace its own."""
    return group(ENDPOINTS, *(rules or (rule(ENDPOINTS, Direction.INGRESS, "10.0.0.0/16"),)))


def files_group(*rules: GroupRule) -> SecurityGroup:
    """Return the mount targets' group, open to the tasks; `rules` replace its own."""
    return group(FILES, *(rules or (rule(FILES, Direction.INGRESS, TASKS, 2049, PeerKind.GROUP),)))


def s3_list() -> PrefixList:
    """Return AWS's prefix list of S3, with two made-up blocks of public addresses."""
    return PrefixList(
        id=S3_LIST,
        origin=origin(S3_LIST),
        name=Known(f"com.amazonaws.{REGION}.s3"),
        cidrs=Known(("52.216.0.0/15", "3.5.0.0/19")),
        aws=Known(True),  # noqa: FBT003 - a value
    )


def interface(suffix: str) -> Endpoint:
    """Return an interface endpoint."""
    name = f"vpce-{suffix.replace('.', '-')}"
    return Endpoint(
        id=name,
        origin=origin(name),
        vpc=Known(VPC),
        service_name=Known(f"com.amazonaws.{REGION}.{suffix}"),
        kind=EndpointKind.INTERFACE,
        private_dns=Known(True),  # noqa: FBT003 - a value
        subnets=Known(SUBNETS),
        security_groups=Known((ENDPOINTS,)),
    )


def gateway() -> Endpoint:
    """Return the gateway endpoint of S3."""
    return Endpoint(
        id="vpce-s3",
        origin=origin("vpce-s3"),
        vpc=Known(VPC),
        service_name=Known(f"com.amazonaws.{REGION}.s3"),
        kind=EndpointKind.GATEWAY,
        route_tables=Known(ROUTE_TABLES),
    )


def statement(actions: list[str], resources: list[str], **more: object) -> dict[str, object]:
    """Return an Allow."""
    return {"Effect": "Allow", "Action": actions, "Resource": resources, **more}


def document(*statements: Mapping[str, object]) -> str:
    """Return a policy as JSON text."""
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def pull() -> list[dict[str, object]]:
    """Return the statements that a pull needs."""
    repository_arn = f"arn:aws:ecr:{REGION}:{ACCOUNT}:repository/demo/app"
    return [
        statement(["ecr:GetAuthorizationToken"], ["*"]),
        statement(["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], [repository_arn]),
    ]


def logs() -> dict[str, object]:
    """Return the statement that logging needs."""
    group_arn = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{LOG_GROUP}:*"
    return statement(["logs:CreateLogStream", "logs:PutLogEvents"], [group_arn])


def stores() -> list[dict[str, object]]:
    """Return the statements that the secret, its key, the parameter and the environment file need."""
    return [
        statement(["secretsmanager:GetSecretValue"], [SECRET]),
        statement(["kms:Decrypt"], [KEY]),
        statement(["ssm:GetParameters"], [PARAMETER]),
        statement(["s3:GetObject"], [f"arn:aws:s3:::{BUCKET}/app.env"]),
        statement(["s3:GetBucketLocation"], [f"arn:aws:s3:::{BUCKET}"]),
    ]


def trust(principal: str = "ecs-tasks.amazonaws.com", **more: object) -> str:
    """Return a trust policy."""
    allow = {"Effect": "Allow", "Principal": {"Service": principal}, "Action": "sts:AssumeRole", **more}
    return json.dumps({"Version": "2012-10-17", "Statement": [allow]})


def role(arn: str, *statements: Mapping[str, object]) -> Role:
    """Return a role with one inline policy."""
    name = arn.rpartition("/")[2]
    inline = Policy(id=f"{arn}:needs", origin=origin(arn), name=Known("needs"), document=Known(document(*statements)))
    return Role(
        id=arn,
        origin=origin(arn),
        name=Known(name),
        arn=Known(arn),
        trust=Known(trust()),
        inline=Known((inline,) if statements else ()),
    )


def execution_role(*statements: Mapping[str, object]) -> Role:
    """Return the execution role; `statements` replace its own."""
    return role(EXECUTION_ROLE, *(statements or (*pull(), logs(), *stores())))


def task_role(*statements: Mapping[str, object]) -> Role:
    """Return the task role, which mounts the file system; `statements` replace its own."""
    arn = f"arn:aws:elasticfilesystem:{REGION}:{ACCOUNT}:file-system/{FILE_SYSTEM}"
    mount = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite", "elasticfilesystem:ClientRootAccess"]
    return role(TASK_ROLE, *(statements or (statement(mount, [arn]),)))


def service() -> Service:
    """Return the service."""
    return Service(
        id=SERVICE,
        origin=origin(SERVICE),
        name=Known("app"),
        task_definition=Known(TASK),
        subnets=Known(SUBNETS),
        security_groups=Known((TASKS,)),
        setting=Setting(partition="aws", region=REGION, account=Known(ACCOUNT)),
        tasks=Known(2),
    )


def container() -> Container:
    """Return the container."""
    options = (("awslogs-group", LOG_GROUP), ("awslogs-region", REGION), ("awslogs-stream-prefix", "ecs"))
    return Container(
        name="app",
        image=Known(f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/demo/app:1.0"),
        log=LogConfiguration(driver="awslogs", options=Known(options)),
        secrets=(
            SecretReference(name="PASSWORD", value_from=Known(SECRET)),
            SecretReference(name="MODE", value_from=Known(PARAMETER)),
        ),
        environment_files=(Known(f"arn:aws:s3:::{BUCKET}/app.env"),),
    )


def task() -> TaskDefinition:
    """Return the task definition."""
    return TaskDefinition(
        id=TASK,
        family="app",
        origin=origin(TASK),
        containers=(container(),),
        cpu=Known("256"),
        memory=Known("512"),
        execution_role=Known(EXECUTION_ROLE),
        task_role=Known(TASK_ROLE),
        volumes=(FileSystemVolume(name="files", file_system_id=Known(FILE_SYSTEM), iam=True, transit_encryption=True),),
    )


def repository() -> Repository:
    """Return the image's repository."""
    arn = f"arn:aws:ecr:{REGION}:{ACCOUNT}:repository/demo/app"
    image = Image(tags=("1.0",), digest=DIGEST, platforms=Known(("linux/amd64",)), foreign_layers=Known(False))  # noqa: FBT003
    return Repository(
        id=arn,
        origin=origin(arn),
        name=Known("demo/app"),
        account=Known(ACCOUNT),
        region=Known(REGION),
        images=Known((image,)),
        arn=Known(arn),
    )


def secret() -> Secret:
    """Return the secret, kept under a customer managed key."""
    return Secret(id=SECRET, origin=origin(SECRET), name=Known("db"), arn=Known(SECRET), key=Known(KEY))


def parameter() -> Parameter:
    """Return the parameter."""
    return Parameter(
        id=PARAMETER, origin=origin(PARAMETER), name=Known("/app/mode"), arn=Known(PARAMETER), kind=Known("String")
    )


def key_policy(**more: object) -> str:
    """Return the policy that AWS gives a key, which leaves it to the account."""
    root = {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
    return document({"Effect": "Allow", "Principal": root, "Action": "kms:*", "Resource": "*", **more})


def key() -> Key:
    """Return the customer managed key."""
    return Key(id=KEY, origin=origin(KEY), arn=Known(KEY), policy=Known(key_policy()))


def log_group() -> LogGroup:
    """Return the log group."""
    name = Known(LOG_GROUP)
    return LogGroup(id=LOG_GROUP, origin=origin(LOG_GROUP), name=name, region=Known(REGION), account=Known(ACCOUNT))


def bucket() -> Bucket:
    """Return the bucket with the environment file."""
    return Bucket(id=BUCKET, origin=origin(BUCKET), name=Known(BUCKET), region=Known(REGION), account=Known(ACCOUNT))


def file_system() -> FileSystem:
    """Return the file system."""
    arn = f"arn:aws:elasticfilesystem:{REGION}:{ACCOUNT}:file-system/{FILE_SYSTEM}"
    return FileSystem(id=FILE_SYSTEM, origin=origin(FILE_SYSTEM), arn=Known(arn))


def mount_target(number: int) -> MountTarget:
    """Return the mount target in a subnet."""
    name = f"fsmt-{'ab'[number]}"
    return MountTarget(
        id=name,
        origin=origin(name),
        file_system=Known(FILE_SYSTEM),
        subnet=Known(SUBNETS[number]),
        security_groups=Known((FILES,)),
    )
