"""The steps' identity cards, and what each feature adds to the sequence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sealane.startup.endpoints import endpoint_needs
from sealane.startup.needs import EndpointNeed
from sealane.startup.sequence import cards, steps
from sealane.startup.step import Principal, StepName, Undecided
from sealane.world.tasks import LogConfiguration, TaskDefinition
from sealane.world.values import Known, Unknown, Unread
from tests.unit.startup.tasks import APP, AWSLOGS, KEY, SECRET, SETTING, SHOP, named, secret, start, with_app


def suffixes(task: TaskDefinition) -> set[str]:
    """Return the endpoints that a task needs."""
    needs: tuple[EndpointNeed, ...] = endpoint_needs([start(task)])
    return {need.suffix for need in needs}


def test_every_step_has_a_card() -> None:
    """There is one card for each name of the closed list, in its order, with a title and links to AWS's pages."""
    assert [card.name for card in cards()] == list(StepName)
    assert len({card.title for card in cards()}) == len(cards())
    for card in cards():
        assert card.sources
        assert all(link.startswith("https://docs.aws.amazon.com/") for link in card.sources)


FEATURES = {
    "logs": with_app(replace(APP, log=AWSLOGS)),
    "secretsmanager": with_app(replace(APP, secrets=(secret("DB", SECRET),))),
    "ssm": with_app(replace(APP, secrets=(secret("KEY", "/shop/key"),))),
    "ssmmessages": replace(SHOP, exec_enabled=True),
    "kms": replace(SHOP, exec_enabled=True, exec_key=Known(KEY)),
    "ecs-agent": replace(SHOP, service_connect=True),
    "sqs": replace(SHOP, aws_services=("sqs",)),
    "dynamodb": replace(SHOP, aws_services=("dynamodb",)),
}


@pytest.mark.parametrize("suffix", FEATURES)
def test_a_feature_brings_its_endpoint(suffix: str) -> None:
    """With the feature its endpoint is needed, without it is not."""
    assert suffix in suffixes(FEATURES[suffix])
    assert suffix not in suffixes(SHOP)


def test_the_minimum_of_a_private_image() -> None:
    """A private image alone needs both ECR endpoints and the S3 gateway, and on 1.3.0 no token's endpoint."""
    assert suffixes(SHOP) == {"ecr.api", "ecr.dkr", "s3"}
    assert suffixes(replace(SHOP, platform_version="1.3.0")) == {"ecr.dkr", "s3"}


def test_a_key_needs_permission_and_no_endpoint() -> None:
    """A secret's KMS key is asked for by Secrets Manager: the role may decrypt, and no endpoint for KMS appears."""
    plain = with_app(replace(APP, secrets=(secret("DB", SECRET),)))
    encrypted = replace(plain, keys=(("secret:DB", KEY),))
    (step,) = named(encrypted, "secrets")
    assert [(call.actions, call.through) for call in step.calls][1:] == [(("kms:Decrypt",), "secretsmanager")]
    assert "kms" not in suffixes(encrypted)
    assert len(named(plain, "secrets")[0].calls) == 1
    assert len(named(replace(plain, keys=(("secret:OTHER", KEY),)), "secrets")[0].calls) == 1


@pytest.mark.parametrize("hidden", [Unknown("created by this plan"), Unread("refused", "ecs:DescribeTaskDefinition")])
def test_what_is_unknown_stays_unknown(hidden: Unknown | Unread) -> None:
    """An image, a secret and a log configuration that nobody knows have steps without a guessed host."""
    container = replace(
        APP,
        image=hidden,
        secrets=(replace(secret("DB", SECRET), value_from=hidden),),
        log=LogConfiguration(driver="awslogs", options=hidden),
        environment_files=(hidden,),
        repository_credentials=hidden,
    )
    found = [step for step in steps(with_app(container), SETTING) if step.name is not StepName.ROLE_ASSUMPTION]
    assert {step.name for step in found} == {
        StepName.REGISTRY_LOGIN,
        StepName.REGISTRY_CREDENTIALS,
        StepName.SECRETS,
        StepName.ENVIRONMENT_FILES,
        StepName.LOG_STREAM,
        StepName.IMAGE_MANIFEST,
        StepName.IMAGE_LAYERS,
    }
    assert all(step.host == hidden for step in found)
    assert all(isinstance(step.carrier, Undecided) for step in found)
    assert suffixes(with_app(container)) == set()


def test_an_unknown_account_hides_the_registry_and_not_its_endpoint() -> None:
    """A bare image of the caller's registry has an unknown host before the account is read, and a known endpoint."""
    bare = with_app(replace(APP, image=Known("shop:1.0"), own_registry=True))
    somewhere = replace(SETTING, account=Unknown("read by Terraform"))
    step = next(one for one in steps(bare, somewhere) if one.name is StepName.IMAGE_MANIFEST)
    assert step.host == Unknown("read by Terraform")
    assert not isinstance(step.carrier, Undecided)
    (known,) = named(bare, "image-manifest")
    assert known.host == Known("111122223333.dkr.ecr.us-east-1.amazonaws.com")


def test_the_same_image_is_pulled_once() -> None:
    """Two containers with one image share its steps; another image has its own."""
    twin = replace(APP, name="twin")
    other = replace(APP, name="other", image=Known("111122223333.dkr.ecr.us-east-1.amazonaws.com/other:1"))
    found = named(replace(SHOP, containers=(APP, twin, other)), "image-manifest")
    assert [step.subject for step in found] == ["app, twin", "other"]
    hidden = replace(APP, image=Unknown("decided by a variable"))
    unknown = named(replace(SHOP, containers=(hidden, replace(hidden, name="twin"))), "image-manifest")
    assert [step.subject for step in unknown] == ["app", "twin"]


def test_one_token_for_each_region() -> None:
    """Images of two accounts in one Region share the token, an image of another Region has one of its own."""
    other = replace(APP, name="other", image=Known("444455556666.dkr.ecr.us-east-1.amazonaws.com/x1:1"))
    far = replace(APP, name="far", image=Known("111122223333.dkr.ecr.eu-west-1.amazonaws.com/x1:1"))
    assert [step.subject for step in named(replace(SHOP, containers=(APP, other)), "registry-login")] == [""]
    found = named(replace(SHOP, containers=(APP, other, far)), "registry-login")
    assert [step.subject for step in found] == ["", "eu-west-1"]


def test_layers_are_signed_by_nobody_of_ours() -> None:
    """The download of the layers needs no permission of either role."""
    download = named(SHOP, "image-layers")[-1]
    assert [call.principal for call in download.calls] == [Principal.NOBODY]


def test_no_log_driver_no_log_step() -> None:
    """A container without a log configuration, or with a driver that calls nobody, has no log step."""
    assert named(SHOP, "log-stream") == []
    assert named(with_app(replace(APP, log=LogConfiguration(driver="json-file"))), "log-stream") == []


def test_a_secret_known_by_name_is_one_of_the_task() -> None:
    """A secret given by its name is looked for in the task's own Region and account."""
    by_name = replace(secret("DB", ""), value_from=Unknown("looked up"), secret_name="prod/db")
    (step,) = named(with_app(replace(APP, secrets=(by_name,))), "secrets")
    assert step.host == Known("secretsmanager.us-east-1.amazonaws.com")
    (resource,) = step.calls[0].resources
    assert (resource.identifier, resource.account) == (Known("prod/db"), SETTING.account)
