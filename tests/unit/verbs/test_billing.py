"""What a plan changes in the bill, from the plan document alone."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from sealane.pricing.change import BillChange
from sealane.report.changes import as_json, as_text
from sealane.report.cost.changed import told_change
from sealane.report.style import PLAIN
from sealane.verbs.billing import bill_change
from sealane.world.values import Known, Unread
from tests.unit.report.planned import planned

VPC = {"id": "vpc-0a1b2c3d", "cidr_block": "10.0.0.0/16", "region": "us-east-1"}
VPC_ARN = "arn:aws:ec2:us-east-1:111122223333:vpc/vpc-0a1b2c3d"


def subnet(letter: str) -> dict[str, Any]:
    """Return the values of a subnet."""
    return {"id": f"subnet-0000000{letter}", "vpc_id": VPC["id"], "availability_zone": f"us-east-1{letter}"}


def endpoint(suffix: str, zones: str) -> dict[str, Any]:
    """Return the values of an interface endpoint in some zones."""
    return {
        "id": "vpce-0a1b2c3d",
        "vpc_id": VPC["id"],
        "service_name": f"com.amazonaws.us-east-1.{suffix}",
        "vpc_endpoint_type": "Interface",
        "subnet_ids": [subnet(letter)["id"] for letter in zones],
    }


def plan(before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]]) -> bytes:
    """Return a plan from one set of resources to another, each by its address, with the state that it began with."""
    network = {"aws_vpc.main": {**VPC, "arn": VPC_ARN}}
    network |= {f"aws_subnet.{letter}": subnet(letter) for letter in "abc"}
    changes = [
        {
            **_named(address),
            "change": {
                "actions": ["no-op"] if then == now else ["create"] if then is None else ["update"],
                "before": then,
                "after": now,
            },
        }
        for address, now in {**network, **after}.items()
        for then in [{**network, **before}.get(address)]
    ]
    changes += [
        {**_named(address), "change": {"actions": ["delete"], "before": then, "after": None}}
        for address, then in before.items()
        if address not in after
    ]
    state = [{**_named(address), "values": values} for address, values in {**network, **before}.items()]
    document = {
        "format_version": "1.2",
        "terraform_version": "1.11.0",
        "resource_changes": changes,
        "configuration": {"root_module": {}},
        "prior_state": {"format_version": "1.0", "values": {"root_module": {"resources": state}}},
    }
    return json.dumps(document).encode()


def _named(address: str) -> dict[str, str]:
    kind, name = address.split(".")
    return {"address": address, "mode": "managed", "type": kind, "name": name}


def change(before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]]) -> BillChange:
    """Return what a plan changes."""
    found = bill_change(plan(before, after))
    assert isinstance(found, Known)
    return found.value


LOGS = {"aws_vpc_endpoint.logs": endpoint("logs", "ab")}
KMS = {"aws_vpc_endpoint.kms": endpoint("kms", "ab")}


def test_a_new_endpoint_costs_its_hours() -> None:
    """Two zones of one endpoint for 730 hours at a cent are 14.60 more; taking it away saves the same."""
    assert change(LOGS, {**LOGS, **KMS}).difference == Known(Decimal("14.60"))
    assert change({**LOGS, **KMS}, LOGS).difference == Known(Decimal("-14.60"))
    assert change(LOGS, LOGS).difference == Known(Decimal(0))


def test_another_zone_costs_the_difference() -> None:
    """An endpoint that gets a third zone costs 7.30 more, told as one amount and not as one added and one removed."""
    wider = change(LOGS, {"aws_vpc_endpoint.logs": endpoint("logs", "abc")})
    assert wider.difference == Known(Decimal("7.30"))
    assert "changes by +$7.30: interface endpoint +$7.30." in told_change(Known(wider))
    assert "The bill after it: $21.90 a month" in told_change(Known(wider))


def test_nothing_changes() -> None:
    """A plan that leaves everything as it is says what it costs."""
    assert told_change(Known(change(LOGS, LOGS))) == "The monthly cost stays as it is: $14.60 a month."
    assert "stays" not in told_change(Known(change({}, LOGS)))


def test_an_unknown_price_that_stays_needs_not_be_known() -> None:
    """What both bills have alike cancels out; what only one of them has makes the change unknown."""
    gone = {"aws_vpc_endpoint.logs": {**endpoint("logs", "ab"), "vpc_endpoint_type": "Resource"}}
    afar = json.loads(plan({**LOGS}, {**LOGS}))
    text = json.dumps(afar).replace("us-east-1", "eu-north-1").encode()
    still = bill_change(text)
    assert isinstance(still, Known)
    assert still.value.after.total.unknown
    assert still.value.difference == Known(Decimal(0))
    new = bill_change(json.dumps(json.loads(plan({}, gone))).replace("us-east-1", "eu-north-1").encode())
    assert isinstance(new, Known)
    assert not isinstance(new.value.difference, Known)
    assert "unknown amount" in told_change(new)


def test_a_plan_without_a_state_begins_with_nothing() -> None:
    """Where there was no state yet, or an empty one, everything is new."""
    document = json.loads(plan({}, LOGS))
    for state in ({}, {"prior_state": None}, {"prior_state": {"format_version": "1.0"}}):
        without = {name: value for name, value in document.items() if name != "prior_state"} | state
        found = bill_change(json.dumps(without).encode())
        assert isinstance(found, Known)
        assert found.value.before.lines == ()
        assert found.value.difference == Known(Decimal("14.60"))


def test_a_plan_that_cannot_be_billed_is_shown_all_the_same() -> None:
    """What keeps a bill from being made is said in its place, and raises nothing."""
    for wrong in (b"", b"{}", b'{"format_version": "9.0"}'):
        found = bill_change(wrong)
        assert isinstance(found, Unread)
        assert told_change(found).startswith("The monthly cost is not known: ")


def test_plan_tells_the_change() -> None:
    """The text has one paragraph and the document the exact amounts; a plan that nobody billed has neither."""
    from sealane.records import replace

    billed = replace(planned(), bill=bill_change(plan(LOGS, {**LOGS, **KMS})))
    assert "The monthly cost changes by +$14.60" in as_text(billed, PLAIN)
    cost = as_json(billed)["cost"]
    assert (cost["difference"], cost["rounded"]) == ("14.6", "14.60")
    assert (cost["before"]["amount"], cost["after"]["amount"]) == ("14.6", "29.2")
    assert "monthly" not in as_text(planned(), PLAIN)
    assert as_json(planned())["cost"] is None
