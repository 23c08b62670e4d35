"""Reading a spec: everything wrong at once, shorthands, texts as typed, images from the command line."""

from __future__ import annotations

import pytest

from sealane.errors import ExitStatus, InputError, Place, Problem
from sealane.spec.container import Secret
from sealane.spec.document import Spec
from sealane.spec.load import check, decode, load, warnings
from sealane.spec.workload import Workload


def problems(text: str, **options: dict[str, str]) -> tuple[Problem, ...]:
    """Return what is wrong with a text."""
    with pytest.raises(InputError) as caught:
        load(text, "sealane.yaml", **options)
    assert caught.value.status is ExitStatus.BAD_INPUT
    return caught.value.problems


def app(text: str) -> Workload:
    """Load one service's text and return it."""
    return load(f"services:\n  app:\n    image: demo/app:1.0\n{text}", "sealane.yaml").spec.services["app"]


def test_every_problem_is_found_in_one_reading() -> None:
    """A structural mistake hides neither its like nor what AWS would refuse elsewhere."""
    text = (
        "name: shop\n"
        "regoin: us-east-1\n"
        "services:\n"
        "  web:\n"
        "    image: nginx\n"
        "    cpu: '256'\n"
        "    port: 70000\n"
        "  api:\n"
        "    cpu: 512\n"
        "  job:\n"
        "    image: demo/job:1\n"
        "    memory: 700\n"
    )
    found = [(problem.code, problem.place and problem.place.line) for problem in problems(text)]
    assert found == [
        ("unknown-key", 2),
        ("image-tag-missing", 5),
        ("wrong-type", 6),
        ("port-out-of-range", 7),
        ("missing-key", 8),
        ("size-not-offered", 12),
    ]


def test_an_unreadable_value_causes_no_echo() -> None:
    """A port that cannot be read does not make the load balancer complain that there is none."""
    text = "services:\n  app:\n    image: demo/app:1.0\n    port: '80'\n    load_balancer: {}\n"
    assert [problem.code for problem in problems(text)] == ["wrong-type"]
    without = text.replace("    port: '80'\n", "")
    assert [problem.code for problem in problems(without)] == ["load-balancer-needs-port"]


def test_an_image_alone_is_enough() -> None:
    """Every other value has a default."""
    spec = load("image: demo/app:1.0\n", "sealane.yaml").spec
    assert spec == Spec(services={"app": Workload(image="demo/app:1.0")})
    assert (spec.services["app"].cpu, spec.services["app"].memory, spec.network.zones) == (256, 512, 2)


def test_a_service_may_be_its_image() -> None:
    """The short form means the long one."""
    short = load("services: {web: demo/web:1.0}", "sealane.yaml").spec
    assert short == load("services: {web: {image: demo/web:1.0}}", "sealane.yaml").spec


def test_switches_take_true_and_false() -> None:
    """`true` is a block with every default, `false` is none."""
    on = app("    port: 80\n    exec: true\n    service_connect: true\n")
    off = app("    port: 80\n    exec: false\n    service_connect: false\n")
    assert on == app("    port: 80\n    exec: {}\n    service_connect: {}\n")
    assert (off.exec, off.service_connect) == (None, None)
    assert load("image: demo/app:1.0\nnetwork: {flow_logs: true}", "f").spec.network.flow_logs is not None


def test_a_health_command_as_text_is_for_the_shell() -> None:
    """The text form means `CMD-SHELL`."""
    check_ = app("    health_check: {command: curl -f localhost || exit 1}\n").health_check
    assert check_ is not None
    assert check_.command == ("CMD-SHELL", "curl -f localhost || exit 1")


def test_a_secret_as_text_is_what_it_says() -> None:
    """An ARN tells its service, a leading slash a parameter, and ECS's own suffixes are taken apart."""
    arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf"
    parameter = "arn:aws:ssm:us-east-1:123456789012:parameter/token"
    found = app(
        "    secrets:\n"
        f'      A: "{arn}"\n'
        "      B: /token\n"
        f'      C: "{parameter}"\n'
        f'      D: "{arn}:password:AWSCURRENT:"\n'
    ).secrets
    assert found == {
        "A": Secret(secret=arn),
        "B": Secret(parameter="/token"),
        "C": Secret(parameter=parameter),
        "D": Secret(secret=arn, key="password", version_stage="AWSCURRENT"),
    }


def test_numbers_and_booleans_stay_as_typed_where_aws_takes_text() -> None:
    """What looks like a number to YAML is the text that was typed."""
    text = (
        "    environment: {PORT: 8080, VERSION: 1.10, ON: true, BIG: 1e3, HEX: 0x1F, 1: one}\n"
        "    command: [sleep, 10, true, 012]\n"
        "    health_check: {command: [CMD, test, 1.0]}\n"
    )
    service = app(text)
    assert service.environment == {
        "PORT": "8080",
        "VERSION": "1.10",
        "ON": "true",
        "BIG": "1e3",
        "HEX": "0x1F",
        "1": "one",
    }
    assert service.command == ("sleep", "10", "true", "012")
    assert service.health_check is not None
    assert service.health_check.command == ("CMD", "test", "1.0")
    assert load("tags: {cost: 0042, year: 2026}\nimage: demo/app:1.0", "f").spec.tags == {
        "cost": "0042",
        "year": "2026",
    }


def test_anchors_and_merge_keys_share_what_services_have_in_common() -> None:
    """What a service writes itself wins over what it merges; texts stay as typed through an alias."""
    text = (
        "services:\n"
        "  a: &shared\n"
        "    image: demo/a:1.0\n"
        "    cpu: 512\n"
        "    memory: 1024\n"
        "    environment: &environment {PORT: 8080}\n"
        "  b:\n"
        "    <<: *shared\n"
        "    image: demo/b:1.0\n"
        "  c:\n"
        "    image: demo/c:1.0\n"
        "    environment: {<<: [*environment, {LEVEL: 1}], PORT: 9090}\n"
    )
    services = load(text, "sealane.yaml").spec.services
    assert (services["b"].image, services["b"].cpu, services["b"].environment) == ("demo/b:1.0", 512, {"PORT": "8080"})
    assert services["c"].environment == {"PORT": "9090", "LEVEL": "1"}


def test_a_merged_value_is_blamed_where_it_was_written() -> None:
    """The place of a problem is that of the anchor, not of the alias."""
    text = (
        "services:\n  a: &shared\n    image: demo/a:1.0\n    cpu: 300\n  b:\n    <<: *shared\n    image: demo/b:1.0\n"
    )
    found = problems(text)
    assert [problem.place for problem in found] == [Place(file="sealane.yaml", line=4, column=10)] * 2
    assert [dict(problem.facts)["at"] for problem in found] == ["services.a.cpu", "services.b.cpu"]


def test_images_from_the_command_line_replace_those_of_the_file() -> None:
    """By service, or for the only service; the file is not blamed for them."""
    two = "services: {a: demo/a:1.0, b: {image: demo/b:1.0, cpu: 512, memory: 1024}}"
    changed = load(two, "f", images={"b": "demo/b:2.0"}).spec.services
    assert (changed["a"].image, changed["b"].image, changed["b"].cpu) == ("demo/a:1.0", "demo/b:2.0", 512)
    assert load("image: demo/a:1.0", "f", images={"": "demo/a:2.0"}).spec.services["app"].image == "demo/a:2.0"
    assert [problem.place for problem in problems("image: demo/a:1.0", images={"": "nginx"})] == [Place(file="--image")]


def test_an_image_for_no_service_is_refused() -> None:
    """A name that the spec lacks, or no name where there are several services, is not guessed."""
    two = "services: {a: demo/a:1.0, b: demo/b:1.0}"
    for images in ({"c": "demo/c:1.0"}, {"": "demo/c:1.0"}):
        (problem,) = problems(two, images=images)
        assert problem.code == "image-for-no-service"
        assert "`--image a=demo/c:1.0`" in problem.hint


def test_places_answer_later_questions() -> None:
    """A problem that only shows in the account can still be placed."""
    places = load("services:\n  app:\n    image: demo/app:1.0\n", "sealane.yaml").places
    assert str(places.of(("services", "app", "image"))) == "sealane.yaml:3:12"
    assert str(places.of(("services", "app", "image"), key=True)) == "sealane.yaml:3:5"
    assert str(places.of(("services", "app", "cpu"))) == "sealane.yaml:2:3"
    assert str(places.of(("region",))) == "sealane.yaml"
    short = load("image: demo/app:1.0\n", "sealane.yaml").places
    assert str(short.of(("services", "app", "image"))) == "sealane.yaml:1:8"


def test_a_spec_built_in_python_gets_the_same_checks() -> None:
    """`check` finds what `load` would, without places; `warnings` what it would merely mention."""
    wrong = Spec(services={"app": Workload(image="demo/app:latest", cpu=256, memory=8192)})
    assert [problem.code for problem in check(wrong)] == ["size-not-offered"]
    assert [problem.code for problem in warnings(wrong)] == ["image-tag-moving"]
    assert check(Spec(services={"app": Workload(image="demo/app:1.0")})) == ()


def test_shorthands_work_in_python_too() -> None:
    """The models read what a file may say."""
    spec = Spec.model_validate({"image": "demo/app:1.0"})
    assert spec.services["app"] == Workload.model_validate("demo/app:1.0")


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "---\n", "~"])
def test_an_empty_file_says_how_to_start(text: str) -> None:
    """Nothing, a comment, or null: the next step is named."""
    (problem,) = problems(text)
    assert problem.code == "spec-empty"
    assert "`sealane init" in problem.hint


def test_bytes_are_utf_8_with_or_without_a_mark() -> None:
    """A byte order mark is taken off; another encoding is refused where it first shows."""
    assert decode("naïve".encode(), "f") == decode("\ufeffnaïve".encode(), "f") == "naïve"
    with pytest.raises(InputError) as latin:
        decode("name: a\ntags: {é: ü}".encode("latin-1"), "sealane.yaml")
    assert latin.value.problems[0].code == "spec-encoding"
    assert latin.value.problems[0].place == Place(file="sealane.yaml", line=2, column=8)
    assert "`iconv -f LATIN1 -t UTF-8 sealane.yaml`" in latin.value.problems[0].hint
    with pytest.raises(InputError, match="not UTF-8"):
        decode("name: a".encode("utf-16"), "sealane.yaml")
