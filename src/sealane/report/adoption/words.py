"""The sentence for each matter of a remark, and the heading for each outcome."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sealane.adoption.remark import Matter, Outcome, Remark

HEADINGS: Final[Mapping[Outcome, str]] = {
    Outcome.BARRED: "cannot be taken over",
    Outcome.LOST: "would be lost",
    Outcome.ASKED: "Terraform will ask for it",
    Outcome.CHANGED: "is changed where it stands",
    Outcome.RENEWED: "is made new; the old one is left over, and nothing of it is deleted",
    Outcome.KEPT: "stays as it is",
}

# Of one matter and one outcome there is one sentence; `{about}` names the thing, `{facts}` what is known of it.
_SENTENCES: Final[Mapping[Matter, str]] = {
    Matter.CONTAINER: "container {about} ({facts}): a service of a spec has one container",
    Matter.CONTAINER_NAME: "the container's name: {about} becomes {facts}",
    Matter.CONTAINER_SETTING: "the container's setting {about}, which a spec does not have{facts}",
    Matter.CONTAINER_LIMIT: "the container's own {about} of {facts}: the task's size alone holds",
    Matter.WITHHELD: "the value of {about}, which the capture does not hold",
    Matter.TASK_FAMILY: "task definition family {about}: revisions are written under {facts}",
    Matter.TASK_SETTING: "the task definition's {about}, which a spec does not have",
    Matter.TASK_ROLE: "permissions of the task role {about}: {facts}",
    Matter.VOLUME: "volume {about}: {facts}",
    Matter.LOGS: "{about} writes no log: from now on it writes to a log group of its own",
    Matter.LOG_GROUP: "log group {about} ({facts})",
    Matter.LOG_STREAMS: "the prefix of the log streams: {about} becomes {facts}",
    Matter.SERVICE_SETTING: "the service's {about}, which a spec does not have",
    Matter.CONTROLLER: "the service is deployed by {about}, and Terraform deploys by ECS's own rolling update alone",
    Matter.CAPACITY: "the service's capacity providers: {about}",
    Matter.LAUNCH_TYPE: "the service runs on {about}, and a spec is about Fargate",
    Matter.DESIRED_COUNT: "the number of tasks of {about}, now {facts}: whether something scales it is not read, so "
    "Terraform leaves it alone until `desired_count` is taken out of `kept_override.tf`",
    Matter.PUBLIC_ADDRESS: "the public address of each task of {about}: it is not sealed from the internet",
    Matter.SECURITY_GROUP: "security group {about} ({facts}), with its rules, beside a new one that has only what the "
    "start needs",
    Matter.WAY_OUT: "a route of {about}: {facts}",
    Matter.ROUTE_TABLE: "the VPC's main table {about} serves subnets that name none: they get a table with the same "
    "routes",
    Matter.GATEWAY: "{about}, outside Terraform: `sealane prove --live` looks at it",
    Matter.NETWORK_ACL: "network ACL {about} with its entries",
    Matter.NAME_SERVERS: "DHCP options {about} with the name servers {facts}",
    Matter.PRIVATE_ZONE: "the private zone {about} answers for AWS's names in this VPC, outside Terraform: an endpoint "
    "with private names cannot be made beside it",
    Matter.IPV6: "IPv6 of {about}: it stays in AWS, and Terraform does not tell of it",
    Matter.DNS: "{about} of the VPC is switched on, without which private names do not resolve",
    Matter.ENDPOINT: "endpoint {about} ({facts}), outside Terraform",
    Matter.ENDPOINT_POLICY: "the policy of endpoint {about} ({facts})",
    Matter.PRIVATE_NAMES: "the private names of endpoint {about} ({facts}) are switched on for the whole VPC",
    Matter.APPLICATION_ENDPOINT: "the endpoint of {about}, which no start needs: it is taken for one that the "
    "application calls",
    Matter.LOAD_BALANCER: "load balancer {about}, {facts}",
    Matter.STACK: "the CloudFormation stack {about} owns parts of this, and would take back what Terraform changes; "
    "have it let them go first (`DeletionPolicy: Retain`)",
    Matter.SHARED_SUBNET: "subnet {about} belongs to the account {facts}, which alone may change it",
}
_OTHERWISE: Final[Mapping[tuple[Matter, Outcome], str]] = {
    (Matter.DEFAULT_GROUP, Outcome.KEPT): "the VPC's default security group {about} with its rules: something uses it",
    (Matter.DEFAULT_GROUP, Outcome.CHANGED): "the VPC's default security group {about} loses its rules: nothing "
    "uses it",
    (Matter.ROLE, Outcome.CHANGED): "role {about}: its trust policy and its permission to start the task",
    (Matter.ROLE, Outcome.RENEWED): "role {about}: {facts}; a policy elsewhere that names the old role (of a bucket, "
    "key or secret) must name the new one",
}


def sentence(remark: Remark) -> str:
    """Return what a remark says."""
    form = _OTHERWISE.get((remark.matter, remark.outcome)) or _SENTENCES[remark.matter]
    return form.format(about=remark.about or "nothing", facts=", ".join(remark.facts))
