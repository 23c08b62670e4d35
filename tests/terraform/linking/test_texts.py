"""Policies and container definitions come out of linking with holes where an apply decides, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable

from sealane.world.endpoints import Endpoint
from sealane.world.policies import Document, Policy, Role
from sealane.world.stores import Key, Secret
from sealane.world.tasks import TaskDefinition
from sealane.world.text import Hole, Partial
from sealane.world.values import Known, Unknown, Value
from sealane.world.world import World

Linked = Callable[..., World]


def shown(document: Value[Document]) -> str:
    """Return a document's text with the token of each hole in angle brackets."""
    assert isinstance(document, Known)
    text = document.value
    parts = text.parts if isinstance(text, Partial) else (str(text),)
    written = "".join(f"<{part.token}>" if isinstance(part, Hole) else part for part in parts)
    return " ".join(written.split())


def inline(world: World, name: str) -> str:
    """Return one of the policies written into the role of the `policies` module."""
    policies = world.table(Role)["aws_iam_role.start"].inline
    assert isinstance(policies, Known)
    return next(shown(one.document) for one in policies.value if one.name == Known(name))


def test_a_chain_of_policy_documents_is_written_as_the_provider_writes_it(linked: Linked) -> None:
    """Sources, dynamic statements and conditions are all there, with the account and what AWS mints as holes."""
    text = inline(linked("policies"), "start")
    assert '"Sid": "Logs"' in text
    assert '"arn:aws:logs:ap-southeast-2:<account>:log-group:/ecs/app:*"' in text
    assert (
        '"arn:aws:secretsmanager:ap-southeast-2:<account>:secret:prod/db-<aws_secretsmanager_secret.db.suffix>"' in text
    )
    assert '"Sid": "PullApp"' in text
    assert '"aws:SourceVpc": "<aws_vpc.main.id>"' in text


def test_an_encoded_policy_keeps_what_follows_from_names(linked: Linked) -> None:
    """The ARN of a bucket is known, and that of a key but for its id."""
    text = inline(linked("policies"), "encoded")
    assert '"Resource":"arn:aws:kms:ap-southeast-2:<account>:key/<aws_kms_key.data.key_id>"' in text
    assert '"arn:aws:s3:::policies-env/*"' in text
    assert '"arn:aws:s3:::prod-ap-southeast-2-starport-layer-bucket/*"' in text


def test_what_an_invented_value_has_decided_is_unknown(linked: Linked) -> None:
    """An ARN put together anew, and a policy chosen by the account, are not told from what was invented for them."""
    policies = linked("policies").table(Role)["aws_iam_role.start"].inline
    assert isinstance(policies, Known)
    unknown = {one.name for one in policies.value if isinstance(one.document, Unknown)}
    assert unknown == {Known("rewritten"), Known("by_account")}


def test_facts_name_their_own_arns_with_the_same_holes(linked: Linked) -> None:
    """A hole in a policy and the hole in the ARN it names have the same token, so that the two can be matched."""
    world = linked("policies")
    secret = world.table(Secret)["aws_secretsmanager_secret.db"]
    assert shown(secret.arn) in inline(world, "start")
    assert shown(world.table(Key)["aws_kms_key.data"].arn) in inline(world, "encoded")
    role = world.table(Role)["aws_iam_role.start"]
    assert shown(role.arn) == "arn:aws:iam::<account>:role/service/start"
    assert shown(role.arn) in shown(world.table(Endpoint)["aws_vpc_endpoint.s3"].policy)


def test_attachments_lead_to_the_policies_they_name(linked: Linked) -> None:
    """Of a map with an ARN of the module's own and one of AWS's, one is a key and one an ARN."""
    world = linked("policies")
    attached = world.table(Role)["aws_iam_role.start"].attached
    assert isinstance(attached, Known)
    assert set(attached.value) == {
        "aws_iam_policy.managed",
        "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
    }
    assert '"Sid":"Logs"' in shown(world.table(Policy)["aws_iam_policy.managed"].document)


def test_a_template_of_containers_is_filled_in(linked: Linked) -> None:
    """Image, secret and volumes of a templated task definition lead to the module's own resources."""
    task = linked("templates").table(TaskDefinition)["aws_ecs_task_definition.app"]
    assert not task.hidden
    (container,) = task.containers
    assert (container.image, container.own_registry) == (Known("shop/app:1.2.3"), True)
    database, flag = container.secrets
    assert database.secret_name == "shop-db"
    # Of its ARN only the account is open, so its name says as much.
    assert flag.value_from == Known("/shop/flag")
    (volume,) = task.volumes
    assert volume.file_system_id == Known("aws_efs_file_system.data")
    assert volume.access_point_id == Known("aws_efs_access_point.data")
    assert task.execution_role == Known("aws_iam_role.start")


def test_a_name_that_aws_mints_is_not_a_known_one(linked: Linked) -> None:
    """The log group with a prefix has no name yet, so neither have the options that name it."""
    (container,) = linked("templates").table(TaskDefinition)["aws_ecs_task_definition.app"].containers
    assert isinstance(container.log.option("awslogs-group"), Unknown)
    assert container.log.driver == "awslogs"


def test_no_invented_word_leaves_the_reader(linked: Linked) -> None:
    """No fact of any module holds a word, an account or an address that linking has invented."""
    for name in ("policies", "templates", "endpoint_map", "sliced"):
        world = linked(name)
        said = "\n".join(str(fact) for table in world.tables.values() for fact in table.values())
        assert not re.search(r"[0-9a-f]{11}[0-9]{6}|\b[89][0-9]{11}\b|2001:db8", said)
