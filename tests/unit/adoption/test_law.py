"""What a spec asks for, once it stands in AWS, is adopted as that spec."""

from __future__ import annotations

from hypothesis import given, settings

from sealane.adoption.adopt import adopt
from sealane.adoption.remark import Outcome
from sealane.spec.document import Spec
from tests.unit.adoption.described import found_of
from tests.unit.adoption.specs import specs


@settings(max_examples=40, deadline=None)
@given(spec=specs())
def test_spec_that_stands_in_aws_is_adopted_as_itself(spec: Spec) -> None:
    """The adopted spec is the one that was described, to the last field, and nothing of it would be lost."""
    adopted = adopt(found_of(spec))
    assert adopted.loaded.spec.model_dump() == spec.model_dump()
    assert [one for one in adopted.remarks if one.outcome in {Outcome.LOST, Outcome.BARRED}] == []
