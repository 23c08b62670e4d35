"""What holds for all checks together."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sealane.errors import InputError
from sealane.spec.checks import CHECKS, findings
from sealane.spec.container import Exec, HealthCheck, Secret
from sealane.spec.document import Spec, State
from sealane.spec.endpoints import Endpoints
from sealane.spec.load import load
from sealane.spec.network import FlowLogs, Network
from sealane.spec.storage import Volume
from sealane.spec.traffic import Autoscaling, LoadBalancer, ServiceConnect
from sealane.spec.workload import Workload

FULL = Spec(
    name="shop",
    region="eu-west-1",
    tags={"team": "shop"},
    state=State(bucket="shop-state", kms_key="arn:aws:kms:eu-west-1:123456789012:key/1234abcd"),
    permissions_boundary="arn:aws:iam::123456789012:policy/boundary",
    network=Network(subnets=("10.0.0.0/24", "10.0.1.0/24"), zones=("euw1-az1", "euw1-az2"), flow_logs=FlowLogs()),
    endpoints=Endpoints(aws_services=("sqs",)),
    services={
        "web": Workload(
            image="123456789012.dkr.ecr.eu-west-1.amazonaws.com/demo/web:1.0",
            command=("serve",),
            environment={"LEVEL": "info"},
            environment_files=("arn:aws:s3:::bucket/web.env",),
            secrets={"TOKEN": Secret(parameter="/token"), "KEY": Secret(secret="key")},
            health_check=HealthCheck(command=("CMD-SHELL", "exit 0")),
            port=8080,
            load_balancer=LoadBalancer(allow=("10.0.0.0/8",)),
            autoscaling=Autoscaling(maximum=4, cpu_percent=60),
            exec=Exec(),
            volumes={"data": Volume(path="/data")},
            service_connect=ServiceConnect(dns_name="web"),
            task_role_policies=("arn:aws:iam::aws:policy/AmazonSQSFullAccess",),
            task_role_statements=({"Effect": "Allow", "Action": ["s3:*"], "Resource": "*", "Condition": {}},),
        )
    },
)
AWKWARD: st.SearchStrategy[Any] = st.one_of(
    st.text(max_size=12),
    st.integers(min_value=-(10**6), max_value=10**6),
    st.sampled_from(
        [
            *("", "arn:", "arn:aws:s3:::", "arn:aws:iam::123456789012:role/x", "0.0.0.0/0", "10.0.0.0/33", "/", ".."),
            *("sg-", "CMD", "use1-az3", "us-east-1", "1.3.0", "windows-server-2022-core", "arm64"),
            *(True, 1.5, None, [], {}, ["x"]),
        ]
    ),
)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:  # noqa: ANN401 - a document
    """Return the path of every value that holds no other."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, (list, tuple)) else None
    return [path] if items is None else [leaf for key, part in items for leaf in leaves(part, (*path, key))]


DOCUMENT = FULL.model_dump(mode="json", exclude_none=True)
LEAVES = leaves(DOCUMENT)


def test_a_spec_with_everything_passes_every_check() -> None:
    """The ground from which the next test departs is sound."""
    assert findings(FULL) == []
    assert len(CHECKS) > 20


@given(st.lists(st.tuples(st.sampled_from(LEAVES), AWKWARD), min_size=1, max_size=3))
def test_no_value_breaks_a_check(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    """Whatever stands in a field, the answer is a spec or placed problems of kebab-case codes with a way on."""
    import yaml

    document = copy.deepcopy(DOCUMENT)
    for path, value in changes:
        inner = document
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = value
    try:
        load(yaml.safe_dump(document), "f")
    except InputError as error:
        for problem in error.problems:
            assert problem.place is not None
            assert problem.place.line > 0
            assert problem.hint
            assert not problem.what.endswith(".")
