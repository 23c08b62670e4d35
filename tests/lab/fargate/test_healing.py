"""A wounded service in the sandbox: its task stops, `diagnose` names the cause, and its change makes it run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sealane.sandbox.clients import client
from tests.lab.fargate.hospital import Healed, Hospital
from tests.worlds import healthy as well
from tests.worlds.render.account.commands import commands
from tests.worlds.wounds.everything import WOUNDS

# A part of the network, a rule, and a permission; `python -m tests.tools.heal_wounds` takes them all.
_CHOSEN = (
    "no endpoint for ecr.api",
    "the endpoints' group lets in from another group",
    "the role lacks the statement for the secret",
)


@pytest.fixture(scope="module")
def healed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Healed]]:
    """Give what became of the chosen wounds, which are healed at the same time."""
    box: list[Hospital] = []

    def run(text: str, environ: Mapping[str, str]) -> None:
        kept: dict[str, str] = {}
        for command in commands(text, kept):
            service = client(box[0].sandbox, command.service, command.region or well.REGION)
            answer = getattr(service, command.operation)(**command.parameters)
            kept[command.kept] = command.printed(answer)
        assert environ["AWS_ENDPOINT_URL"] == box[0].sandbox.endpoint

    box.append(Hospital(Path(tmp_path_factory.mktemp("hospital")), run))
    try:
        with ThreadPoolExecutor(len(_CHOSEN)) as pool:
            names = enumerate(_CHOSEN)
            found = pool.map(lambda one: box[0].heal(WOUNDS[one[1]], f"w{one[0]}", tasks=1), names)
            yield dict(zip(_CHOSEN, found, strict=True))
    finally:
        box[0].close()


@pytest.mark.parametrize("name", _CHOSEN)
def test_diagnose_heals(name: str, healed: Mapping[str, Healed]) -> None:
    """The wound stops the start; the cause that was put in comes first, and its commands make the service steady."""
    one = healed[name]
    assert one.stopped
    assert one.causes[0] in {str(expected.cause) for expected in one.wound.expected}
    assert len(one.made) == 1
    assert one.steady
