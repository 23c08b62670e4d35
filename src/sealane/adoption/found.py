"""What AWS answered about one service and all around it, picked out of the calls of a reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sealane.errors import InputError, Problem
from sealane.readers.capture.captured import Capture
from sealane.readers.capture.read import world_of
from sealane.readers.capture.translate.shelf import Shelf, last_part, shelf_of
from sealane.readers.json_node import Node
from sealane.records import dataclass
from sealane.world.world import World

_SERVICES = "ecs:DescribeServices"
_GONE = "INACTIVE"
_OF_A_SET = ("taskDefinition", "networkConfiguration", "platformVersion", "loadBalancers", "launchType")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One service as AWS describes it.

    Attributes:
        service: the answer of `describe-services`, and `deployed` the part that says how its tasks run.
        task: the task definition, `container` the one that is the service's own, `cluster` its cluster.
        vpc: its VPC, with `subnets` in the order of their zones.
        shelf: every answer of the reading.
        world: the same as facts.

    """

    region: str
    account: str
    service: Node
    task: Node
    container: Node
    cluster: Node
    vpc: Node
    subnets: tuple[Node, ...]
    shelf: Shelf
    world: World

    @property
    def name(self) -> str:
        """The service's name."""
        return self.service.text("serviceName")

    @property
    def vpc_id(self) -> str:
        """The VPC's id."""
        return self.vpc.text("VpcId")

    @property
    def network(self) -> Node:
        """The service's `awsvpcConfiguration`."""
        return self.service.node("networkConfiguration").node("awsvpcConfiguration")

    @property
    def balanced(self) -> tuple[Node, ...]:
        """The service's target groups."""
        return tuple(self.service.nodes("loadBalancers"))

    def in_vpc(self, call: str, key: str, name: str) -> Iterator[Node]:
        """Yield what stands in the VPC, each once; `name` is the key of its id."""
        return (node for node in unique(self.shelf.nodes(call, key), name) if node.text("VpcId") == self.vpc_id)


def unique(nodes: Iterable[Node], name: str) -> Iterator[Node]:
    """Yield each thing once, by its id; a later answer takes the place of an earlier one."""
    return iter({node.text(name): node for node in nodes}.values())


def find(capture: Capture, cluster: str, service: str) -> Found:
    """Pick out one service; names may be left out where there is only one.

    Raises:
        InputError: `adopt-no-service`, `adopt-several-services`, `adopt-incomplete`.

    """
    shelf = shelf_of(capture.calls)
    node = _deployed(_the_service(shelf, cluster, service, capture.name))
    arn = node.text("serviceArn").split(":")
    definition = node.text("taskDefinition")
    task = _one(
        (answer.node.node("taskDefinition") for answer in shelf.answers("ecs:DescribeTaskDefinition")),
        "taskDefinitionArn",
        definition,
        "aws ecs describe-task-definition --include TAGS --task-definition",
    )
    named = node.node("networkConfiguration").node("awsvpcConfiguration").texts("subnets")
    command = "aws ec2 describe-subnets --subnet-ids"
    subnets = [_one(shelf.nodes("ec2:DescribeSubnets", "Subnets"), "SubnetId", one, command) for one in named]
    if not subnets:
        raise InputError(_incomplete("the subnets of the service", "aws ecs describe-services --services"))
    vpc = subnets[0].text("VpcId")
    return Found(
        region=arn[3] if len(arn) > 3 else "",  # noqa: PLR2004 - the fourth field of an ARN
        account=arn[4] if len(arn) > 4 else "",  # noqa: PLR2004 - the fifth
        service=node,
        task=task,
        container=_own_container(task, node),
        cluster=_one(
            shelf.nodes("ecs:DescribeClusters", "clusters"),
            "clusterArn",
            node.text("clusterArn"),
            "aws ecs describe-clusters --include CONFIGURATIONS TAGS --clusters",
        ),
        vpc=_one(shelf.nodes("ec2:DescribeVpcs", "Vpcs"), "VpcId", vpc, "aws ec2 describe-vpcs --vpc-ids"),
        subnets=tuple(sorted(subnets, key=lambda one: (one.text("AvailabilityZone"), one.text("SubnetId")))),
        shelf=shelf,
        world=world_of(capture),
    )


def _the_service(shelf: Shelf, cluster: str, service: str, source: str) -> Node:
    every = [one for one in unique(shelf.nodes(_SERVICES, "services"), "serviceArn") if one.text("status") != _GONE]
    clusters = {cluster, last_part(cluster)}
    found = [
        one
        for one in every
        if (not service or service in {one.text("serviceName"), one.text("serviceArn")})
        and (not cluster or not clusters.isdisjoint({one.text("clusterArn"), last_part(one.text("clusterArn"))}))
    ]
    facts = tuple(("service", f"{one.text('serviceName')} in {last_part(one.text('clusterArn'))}") for one in every)
    if not found:
        what = f"{source} holds no service {service}".rstrip() + (f" in {cluster}" if cluster else "")
        hint = "name one of them with `--cluster` and `--service`" if every else "see `aws ecs list-services`"
        raise InputError(Problem(code="adopt-no-service", what=what, facts=facts, hint=hint))
    if len(found) > 1:
        what = f"{source} holds {len(found)} services, and one is adopted at a time"
        hint = f"`--cluster {last_part(found[0].text('clusterArn'))} --service {found[0].text('serviceName')}`"
        raise InputError(Problem(code="adopt-several-services", what=what, facts=facts, hint=hint))
    return found[0]


def _deployed(service: Node) -> Node:
    """Return a service with what its primary task set says, where a deployment tool has charge of it.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskSet.html
    """
    sets = [one for one in service.nodes("taskSets") if one.text("status") == "PRIMARY"]
    if not sets or service.text("taskDefinition"):
        return service
    own = {key: sets[0].members[key] for key in _OF_A_SET if key in sets[0].members}
    return Node({**service.members, **own}, service.path, service.file)


def _own_container(task: Node, service: Node) -> Node:
    """Return the container that the service is about: the one behind the load balancer, or the first essential one."""
    containers = list(task.nodes("containerDefinitions"))
    if not containers:
        raise InputError(_incomplete("the containers of the task definition", "aws ecs describe-task-definition"))
    balanced = {one.text("containerName") for one in service.nodes("loadBalancers")}
    essential = [one for one in containers if one.flag("essential", default=True)]
    return next((one for one in containers if one.text("name") in balanced), (essential or containers)[0])


def _one(nodes: Iterable[Node], key: str, value: str, command: str) -> Node:
    found = [node for node in nodes if node.text(key) == value]
    if not found:
        raise InputError(_incomplete(value or key, f"{command} {value}".strip()))
    return found[-1]


def _incomplete(lacking: str, command: str) -> Problem:
    return Problem(
        code="adopt-incomplete",
        what=f"nothing is known of {lacking}, without which the service cannot be written down",
        hint=f"add the answer of `{command}` to the capture, or read the account with `--live`",
    )
