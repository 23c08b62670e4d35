"""Write the tables of AWS-managed policies under `src/sealane/grammar/` from the data that moto carries.

Run it after an update of moto: `.venv/bin/python tests/tools/write_managed_policies.py`.
"""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import Any

from moto.iam.aws_managed_policies import aws_managed_policies_data

FOLDER = Path(__file__).parents[2] / "src/sealane/grammar"

TABLES: dict[str, tuple[str, ...]] = {
    "managed_containers": (
        "AWSAppMeshEnvoyAccess",
        "AmazonEC2ContainerRegistryFullAccess",
        "AmazonEC2ContainerRegistryPowerUser",
        "AmazonEC2ContainerRegistryPullOnly",
        "AmazonEC2ContainerRegistryReadOnly",
        "AmazonEC2ContainerServiceEventsRole",
        "AmazonEC2ContainerServiceRole",
        "AmazonEC2ContainerServiceforEC2Role",
        "AmazonECSInfrastructureRolePolicyForLoadBalancers",
        "AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity",
        "AmazonECSInfrastructureRolePolicyForVolumes",
        "AmazonECSInfrastructureRolePolicyForVpcLattice",
        "AmazonECSTaskExecutionRolePolicy",
        "AmazonECS_FullAccess",
    ),
    "managed_messaging": (
        "AWSStepFunctionsFullAccess",
        "AmazonAPIGatewayInvokeFullAccess",
        "AmazonEventBridgeFullAccess",
        "AmazonKinesisFirehoseFullAccess",
        "AmazonKinesisFullAccess",
        "AmazonKinesisReadOnlyAccess",
        "AmazonSNSFullAccess",
        "AmazonSNSReadOnlyAccess",
        "AmazonSQSFullAccess",
        "AmazonSQSReadOnlyAccess",
    ),
    "managed_permissions": (
        "AWSDenyAll",
        "AWSKeyManagementServicePowerUser",
        "AWSLambdaBasicExecutionRole",
        "AWSMarketplaceMeteringFullAccess",
        "AWSMarketplaceMeteringRegisterUsage",
        "AdministratorAccess",
        "AmazonSSMFullAccess",
        "AmazonSSMManagedInstanceCore",
        "AmazonSSMReadOnlyAccess",
        "IAMFullAccess",
        "IAMReadOnlyAccess",
        "PowerUserAccess",
        "SecretsManagerReadWrite",
    ),
    "managed_stores": (
        "AmazonDynamoDBFullAccess",
        "AmazonDynamoDBFullAccess_v2",
        "AmazonDynamoDBReadOnlyAccess",
        "AmazonElasticFileSystemClientFullAccess",
        "AmazonElasticFileSystemClientReadOnlyAccess",
        "AmazonElasticFileSystemClientReadWriteAccess",
        "AmazonElasticFileSystemFullAccess",
        "AmazonElasticFileSystemReadOnlyAccess",
        "AmazonRDSDataFullAccess",
        "AmazonS3FullAccess",
        "AmazonS3ReadOnlyAccess",
    ),
    "managed_telemetry": (
        "AWSXRayDaemonWriteAccess",
        "AWSXrayWriteOnlyAccess",
        "AmazonPrometheusRemoteWriteAccess",
        "CloudWatchAgentServerPolicy",
        "CloudWatchFullAccess",
        "CloudWatchFullAccessV2",
        "CloudWatchLogsFullAccess",
        "CloudWatchLogsReadOnlyAccess",
        "CloudWatchReadOnlyAccess",
    ),
}

_HEAD = '''"""AWS-managed policies: {about}. Generated: do not edit.

Written by `tests/tools/write_managed_policies.py` from the policies that moto collects from AWS:
https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
"""

from __future__ import annotations

from typing import Final

# Name to path, default version, day of that version, and document.
POLICIES: Final[dict[str, tuple[str, str, str, str]]] = {{
'''
_WIDTH = 105


def table_of(name: str) -> dict[str, tuple[str, str, str, str]]:
    """Return the rows of one table; the document is JSON text."""
    known: Any = json.loads(aws_managed_policies_data)
    rows = {}
    for policy in TABLES[name]:
        raw = known[policy]
        rows[policy] = (raw["Path"], raw["DefaultVersionId"], raw["UpdateDate"][:10], text_of(raw["Document"]))
    return rows


def text_of(document: object) -> str:
    """Return a document as JSON on lines of bearable length.

    Raises:
        ValueError: when a line would have to be broken within a text.

    """
    text = "\n".join(
        textwrap.wrap(json.dumps(document, sort_keys=True), _WIDTH, break_long_words=False, break_on_hyphens=False),
    )
    if json.loads(text) != document:
        message = "the text does not mean the document any more"
        raise ValueError(message)
    return text


def render(name: str) -> str:
    """Return the text of one table."""
    lines = [_HEAD.format(about=name.removeprefix("managed_"))]
    for policy, (path, version, day, text) in table_of(name).items():
        lines += [f'    "{policy}": (\n        "{path}",\n        "{version}",\n        "{day}",\n']
        lines += [f'        """{text}""",\n    ),\n']
    return "".join([*lines, "}\n"])


if __name__ == "__main__":
    for table in TABLES:
        (FOLDER / f"{table}.py").write_text(render(table))
