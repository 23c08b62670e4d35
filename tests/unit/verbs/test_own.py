"""What a state says sealane owns in an existing VPC."""

from __future__ import annotations

import json

import pytest

from sealane.verbs.own import Own, owned

STATE = {
    "version": 4,
    "resources": [
        {"mode": "data", "type": "aws_vpc_endpoint", "instances": [{"attributes": {"id": "vpce-theirs"}}]},
        {"mode": "managed", "type": "aws_vpc_endpoint", "instances": [{"attributes": {"id": "vpce-ours"}}]},
        {
            "mode": "managed",
            "type": "aws_vpc_endpoint_route_table_association",
            "instances": [{"attributes": {"vpc_endpoint_id": "vpce-theirs", "route_table_id": "rtb-1"}}],
        },
        {"mode": "managed", "type": "aws_ecs_service", "instances": [{"attributes": {"id": "app"}}]},
    ],
}


def test_what_terraform_manages_is_owned_and_what_it_only_reads_is_not() -> None:
    """Managed endpoints and associations count; a data source of the same type does not."""
    assert owned(json.dumps(STATE).encode()) == Own(
        endpoint_ids=frozenset({"vpce-ours"}), associations=frozenset({("vpce-theirs", "rtb-1")}), running=True
    )


@pytest.mark.parametrize("state", [b"", b"{}", b"[]", b"not json", b'{"resources": []}'])
def test_no_state_owns_nothing(state: bytes) -> None:
    """An absent, empty or foreign document owns nothing, so everything in the VPC is its owner's."""
    assert owned(state) == Own()
