"""Container definitions, whole, with holes and broken."""

from __future__ import annotations

import json

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.resource import Home, Linked, NoLinks, Part, Resource
from sealane.readers.plan.translate.containers import containers_of
from sealane.world.tasks import Container, Setting
from sealane.world.text import Hole, Partial, Text
from sealane.world.values import Known, Unknown

SETTING = Setting(partition="aws", region="us-east-1", account=Unknown("the account"))


def made(address: str, values: dict[str, object], unknown: dict[str, object] | None = None) -> Resource:
    """Return a resource of the root module."""
    home = Home(module="", type=address.partition(".")[0], block=address, index=None, setting=SETTING)
    return Resource(address, home, values, unknown or {})


class Told:
    """Links that tell the text of container definitions."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def linked(self, part: Part, name: str) -> Linked | Unknown:
        """Tell nothing else."""
        return part.why(name)

    def text(self, part: Part, name: str) -> Text | Unknown:
        """Tell the text."""
        return self._text if name == "container_definitions" else part.why(name)


OTHERS = (
    made("aws_ecr_repository.app", {"name": "team/app"}),
    made("aws_secretsmanager_secret.s", {"name": "app/password"}),
)


def linked(text: Text) -> Container:
    """Read one container of a task definition whose text is told with holes."""
    task = made("aws_ecs_task_definition.t", {}, {"container_definitions": True})
    [found] = containers_of(Estate("p", (*OTHERS, task), Told(text)), task).found
    return found


def test_holes() -> None:
    """An image of the source's own repository is known by its name, a secret of its own by its name."""
    text = Partial(
        (
            '[{"name":"app","image":"',
            Hole("the registry", "aws_ecr_repository.app.repository_url"),
            ':1.0","secrets":[{"name":"P","valueFrom":"',
            Hole("the secret", "aws_secretsmanager_secret.s.arn"),
            ':password::"}]}]',
        )
    )
    found = linked(text)
    assert (found.image, found.own_registry) == (Known("team/app:1.0"), True)
    assert isinstance(found.secrets[0].value_from, Unknown)
    assert found.secrets[0].secret_name == "app/password"


def test_other_holes() -> None:
    """An image of somebody else's is unknown for the hole's reason."""
    found = linked(Partial(('[{"name":"app","image":"', Hole("another account"), '/app:1"}]')))
    assert found.image == Unknown("another account")
    assert not found.own_registry


def test_environment_is_never_taken() -> None:
    """Environment variables are in the text and in no fact."""
    definition = [{"name": "a", "image": "a:1", "environment": [{"name": "T", "value": "never-to-be-seen"}]}]
    task = made("aws_ecs_task_definition.t", {"container_definitions": json.dumps(definition)})
    assert "never-to-be-seen" not in repr(containers_of(Estate("p", (task,), NoLinks()), task))


def test_broken() -> None:
    """A text that is no JSON, or no list of objects, hides containers and is no error; the reason shows none of it."""
    for text in ("{never-to-be-seen", '[["never-to-be-seen"]]', '[{"secrets": "never-to-be-seen"}]', "[" * 100_000):
        task = made("aws_ecs_task_definition.t", {"container_definitions": text})
        found = containers_of(Estate("p", (task,), NoLinks()), task)
        assert not found.found
        assert found.hidden
        assert "never-to-be-seen" not in repr(found)
