"""The commented spec that `init` writes."""

from __future__ import annotations

import re

import pytest

from sealane.spec.document import Spec
from sealane.spec.load import load
from sealane.spec.schema import schema
from sealane.spec.starter import starter
from sealane.spec.workload import Workload

TEXT = starter("demo/app:1.0", "shop", "eu-west-1")
LINES = TEXT.splitlines()
OPTION = re.compile(r"\s*#(?=[^\s#]|  )")


def blocks() -> list[range]:
    """Return the runs of commented options, each as a range of lines."""
    found: list[range] = []
    for number, line in enumerate(LINES):
        if not OPTION.match(line):
            continue
        if found and found[-1].stop == number:
            found[-1] = range(found[-1].start, number + 1)
        else:
            found.append(range(number, number + 1))
    return found


def uncommented(*lines: int) -> str:
    """Return the text with some comments turned into options."""
    return "\n".join(line.replace("#", "", 1) if number in lines else line for number, line in enumerate(LINES))


def key_of(block: range) -> str:
    """Name a block after its first key."""
    return f"{LINES[block.start].strip(' #').partition(':')[0]}-{block.start + 1}"


def test_it_loads_as_it_stands() -> None:
    """Without a touch it is a valid spec of one image, and there is nothing to warn of."""
    loaded = load(TEXT, "sealane.yaml")
    assert loaded.warnings == ()
    assert loaded.spec == Spec(name="shop", region="eu-west-1", services={"app": Workload(image="demo/app:1.0")})


def test_its_first_line_points_editors_to_the_schema() -> None:
    """The schema lies beside it."""
    assert LINES[0] == "# yaml-language-server: $schema=./sealane.schema.json"


@pytest.mark.parametrize("block", blocks(), ids=key_of)
def test_each_block_loads_when_uncommented(block: range) -> None:
    """Removing the `#` of a block is all it takes."""
    loaded = load(uncommented(*block), "sealane.yaml")
    assert loaded.warnings == ()
    assert uncommented(*block) != TEXT


def test_all_blocks_together_load_when_uncommented() -> None:
    """All options fit each other, but for the existing VPC, which replaces the new one."""
    new = [block for block in blocks() if not any("vpc_id" in LINES[number] for number in block)]
    lines = [line for block in new for line in block]
    spec = load(uncommented(*lines), "sealane.yaml").spec
    assert spec.state is not None
    assert spec.services["app"].load_balancer is not None
    assert spec.services["app"].volumes["data"].path == "/data"


def test_every_key_is_shown() -> None:
    """No option is left for the reader to find elsewhere."""
    document = schema()
    parts = [document, *document["$defs"].values()]
    keys = {key for part in parts for key in part["properties"]} - {"dns_name"}
    shown = set(re.findall(r"^[\s#-]*([a-z_]+):", TEXT, re.MULTILINE))
    assert keys - shown == set()


@pytest.mark.parametrize("region", ["", "cn-north-1", "us-gov-west-1", "eu-west-1"])
def test_its_examples_belong_to_the_region(region: str) -> None:
    """In every partition the examples load as they are; without a Region they are of the first one."""
    text = starter("demo/app:1.0", "app", region).splitlines()
    lines = [line.replace("#", "", 1) if OPTION.match(line) else line for line in text]
    vpc = next(number for number, line in enumerate(lines) if line.startswith("  vpc_id"))
    spec = load("\n".join([*lines[: vpc - 1], *lines[vpc + 2 :]]), "sealane.yaml").spec
    assert spec.region == (region or "us-east-1")


@pytest.mark.parametrize("image", ["1.10", "demo/app:1.0", "true", 'quo"te', "a: b", "# none", "x\ny\U0001f6a2\\"])
def test_any_image_is_written_as_the_text_it_is(image: str) -> None:
    """What YAML would read otherwise is quoted, so that the loader sees what was typed."""
    from sealane.spec.document_tree import tree_of

    assert tree_of(starter(image, "app", ""), "f").root["services"]["app"]["image"] == image
