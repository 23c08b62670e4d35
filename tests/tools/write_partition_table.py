"""Write `src/sealane/grammar/partition_table.py` from the endpoint data that botocore carries.

Run it after an update of botocore: `.venv/bin/python tests/tools/write_partition_table.py`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import botocore
import botocore.session

from sealane.grammar.endpoint_catalogue import GATEWAYS, INTERFACES

TABLE = Path(__file__).parents[2] / "src/sealane/grammar/partition_table.py"

_HEAD = '''"""Partitions, their Regions, and the host names that follow no pattern. Generated: do not edit.

Written by `tests/tools/write_partition_table.py` from the endpoint data of AWS's SDK for Python:
https://github.com/boto/botocore/tree/develop/botocore/data
"""

from __future__ import annotations

from typing import Final

'''


def partitions() -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Return name, DNS suffix, dual-stack DNS suffix and Regions of every partition."""
    data: Any = json.loads((Path(botocore.__file__).parent / "data/partitions.json").read_text())
    rows = [
        (
            row["id"],
            row["outputs"]["dnsSuffix"],
            row["outputs"]["dualStackDnsSuffix"],
            tuple(sorted(region for region in row["regions"] if not region.endswith("-global"))),
        )
        for row in data["partitions"]
    ]
    return sorted(rows)


def irregular_hosts() -> dict[tuple[str, str], str]:
    """Return the hosts of the catalogue's services that are not `<label>.<region>.<suffix>`."""
    resolver = botocore.session.get_session().get_component("endpoint_resolver")
    labels = sorted({label.removeprefix("*.") for label, _ in INTERFACES.values()} | set(GATEWAYS))
    hosts = {}
    for _, suffix, _, regions in partitions():
        for label in labels:
            for region in regions:
                endpoint = resolver.construct_endpoint(label, region)
                name = endpoint["hostname"] if endpoint else f"{label}.{region}.{suffix}"
                if name != f"{label}.{region}.{suffix}":
                    hosts[label, region] = name
    return dict(sorted(hosts.items()))


def render() -> str:
    """Return the text of the table."""
    lines = ["PARTITIONS: Final[tuple[tuple[str, str, str, tuple[str, ...]], ...]] = ("]
    for name, suffix, dual_stack, regions in partitions():
        lines += ["    (", f'        "{name}",', f'        "{suffix}",', f'        "{dual_stack}",', "        ("]
        lines += [f'            "{region}",' for region in regions]
        lines += ["        ),", "    ),"]
    lines += [")", "", "IRREGULAR_HOSTS: Final[dict[tuple[str, str], str]] = {"]
    lines += [f'    ("{label}", "{region}"): "{name}",' for (label, region), name in irregular_hosts().items()]
    lines += ["}", ""]
    return _HEAD + "\n".join(lines)


if __name__ == "__main__":
    TABLE.write_text(render())
