"""Gateway endpoints of an existing VPC."""

from __future__ import annotations

from dataclasses import replace

from sealane.startup.supply import missing
from sealane.startup.supply_findings import (
    AnotherEndpointAnswers,
    EndpointDoesNotServe,
)
from sealane.world.values import Known
from tests.unit.startup.existing import (
    GATEWAY,
    HEALTHY,
    MAIN,
    NEEDS,
    SUBNETS,
    TABLE,
    interface,
    lacking,
    seen,
    subnet,
    with_endpoint,
)


def test_a_gateway_on_the_wrong_route_table_is_associated() -> None:
    """A gateway endpoint that serves another table is associated with the one that the subnets really use."""
    supply = seen(with_endpoint("s3", route_tables=Known(("rtb-main",))))
    assert supply.added == ()
    (association,) = supply.associations
    assert (association.endpoint.id, association.route_table.id) == ("vpce-s3", "rtb-1")


def test_a_subnet_without_association_uses_the_main_table() -> None:
    """The main table is the one to serve when a subnet has none of its own."""
    table = replace(TABLE, subnets=("subnet-a",))
    supply = seen(replace(HEALTHY, route_tables=(MAIN, table)))
    assert [one.route_table.id for one in supply.associations] == ["rtb-main"]


def test_a_missing_gateway_is_added_with_the_tables_in_use() -> None:
    """A new gateway endpoint gets each table of the chosen subnets once, and no other."""
    (new,) = seen(lacking("s3")).added
    assert (new.need.kind, new.route_table_ids, new.subnet_ids) == ("Gateway", ("rtb-1",), ())


def test_tables_stay_with_the_gateway_that_serves_them() -> None:
    """Of two gateway endpoints for S3 each keeps its table; what neither serves goes to the first that is used."""
    tables = (
        replace(TABLE, subnets=("subnet-a",)),
        replace(TABLE, id="rtb-2", subnets=("subnet-b",)),
        replace(TABLE, id="rtb-3", subnets=("subnet-c",)),
    )
    second = replace(GATEWAY, id="vpce-second", route_tables=Known(("rtb-2",)))
    network = replace(
        HEALTHY,
        subnets=(*HEALTHY.subnets, subnet("c", 3)),
        route_tables=tables,
        endpoints=(*HEALTHY.endpoints, second),
    )
    supply = missing(NEEDS, network, (*SUBNETS, "subnet-c"))
    assert [use.endpoint.id for use in supply.used][-2:] == ["vpce-s3", "vpce-second"]
    assert [(one.endpoint.id, one.route_table.id) for one in supply.associations] == [("vpce-s3", "rtb-3")]


def test_a_gateway_that_failed_is_replaced() -> None:
    """A gateway endpoint in a wrong state counts as absent, and is named."""
    supply = seen(with_endpoint("s3", state=Known("failed")))
    assert [new.need.suffix for new in supply.added] == ["s3"]
    assert [type(one) for one in supply.cautions] == [EndpointDoesNotServe]


def test_an_interface_endpoint_for_s3_may_answer_first() -> None:
    """An S3 interface endpoint with private DNS is named, one without is not."""
    answering = replace(interface("s3"), id="vpce-other")
    (caution,) = seen(replace(HEALTHY, endpoints=(*HEALTHY.endpoints, answering))).cautions
    assert isinstance(caution, AnotherEndpointAnswers)
    silent = replace(answering, private_dns=Known(value=False))
    assert seen(replace(HEALTHY, endpoints=(*HEALTHY.endpoints, silent))).cautions == ()
