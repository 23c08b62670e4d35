"""From what looks found to root causes."""

from __future__ import annotations

import json
from dataclasses import replace

from sealane.proof.prove import prove
from sealane.verdicts.cause import Cause
from sealane.world.values import Known
from tests.worlds import healthy as well


def test_policy_as_an_object_is_folded_as_its_text_is() -> None:
    """A finding about an endpoint whose policy is an object, as templates write it, is the same as with a text."""
    text = well.document({"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"})
    found = []
    for policy in (text, json.loads(text)):
        endpoint = replace(well.interface("secretsmanager"), private_dns=Known(value=False), policy=Known(policy))
        (service,) = prove(well.healthy(endpoint)).services
        found.append([(finding.cause, finding.steps) for finding in service.findings])
    assert found[0] == found[1]
    assert [cause for cause, _ in found[0]] == [Cause.ENDPOINT_PRIVATE_DNS_OFF]
