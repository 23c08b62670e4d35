"""Laws that hold for every world of policies, however it is put together."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from sealane.authorization.decide import resource_layer
from sealane.verdicts.decision import Outcome
from sealane.verdicts.judgement import Layer
from sealane.world.values import Known, Unknown
from tests.thoroughness import examples
from tests.unit.authorization.estates import HOME, Estate, document, estates, statements

_MANY = settings(max_examples=examples(50))
_EVERYTHING = {"Effect": "Allow", "Action": "*", "Resource": "*"}


def with_statement(estate: Estate, place: str, statement: dict[str, Any]) -> Estate:
    """Add a statement to a layer, in a document of its own where the layer takes several, else at the end."""
    if place == "identity":
        return estate.having(identity=[*estate.identity, document(statement)])
    if place in {"scps", "rcps"}:
        levels = [list(level) for level in getattr(estate, place)]
        levels[0].append(document(statement))
        return estate.having(**{place: levels})
    added = document(*estate.single[place]["Statement"], statement)
    return estate.having(single=estate.single | {place: added})


def places(estate: Estate) -> list[str]:
    """List the layers to which a statement can be added."""
    open_ones = [name for name, raw in estate.single.items() if not isinstance(raw, Unknown)]
    return ["identity", *open_ones, *(name for name in ("scps", "rcps") if getattr(estate, name))]


@_MANY
@given(estates(), st.data())
def test_deny_never_allows_more(estate: Estate, data: st.DataObject) -> None:
    """A Deny added to any layer never lets a request get further."""
    place = data.draw(st.sampled_from(places(estate)))
    principal = place in {"resource", "endpoint", "rcps"}
    trust = place == "resource" and resource_layer(estate.request()) is Layer.TRUST
    deny = data.draw(statements(effect="Deny", principal=principal, resource=not trust))
    if place == "rcps":
        deny["Principal"] = "*"
    wounded = with_statement(estate, place, deny)
    event(f"{estate.decided().outcome} to {wounded.decided().outcome}")
    assert wounded.rank() <= estate.rank()


@_MANY
@given(estates(), statements(effect="Allow"))
def test_allow_never_denies_more(estate: Estate, allow: dict[str, Any]) -> None:
    """An Allow added to the identity policies never takes anything away."""
    healed = with_statement(estate, "identity", allow)
    event(f"{estate.decided().outcome} to {healed.decided().outcome}")
    assert healed.rank() >= estate.rank()


@_MANY
@given(estates(), st.data())
def test_forgetting_a_value_only_makes_unknown(estate: Estate, data: st.DataObject) -> None:
    """A context value that is no longer known leaves the answer or turns it into unknown."""
    assume(estate.context)
    key = data.draw(st.sampled_from(sorted(estate.context)))
    before = estate.decided().outcome
    after = estate.having(context=estate.context | {key: Unknown("forgotten")}).decided().outcome
    event(f"{before} to {after}")
    assert after in {before, Outcome.UNKNOWN}


@_MANY
@given(estates(), st.data())
def test_forgetting_a_policy_only_makes_unknown(estate: Estate, data: st.DataObject) -> None:
    """A policy that is no longer known leaves the answer or turns it into unknown."""
    names = ["identity"] * bool(estate.identity) + sorted(estate.single)
    assume(names)
    name = data.draw(st.sampled_from(names))
    if name == "identity":
        forgotten = estate.having(identity=[Unknown("forgotten"), *estate.identity[1:]])
    else:
        forgotten = estate.having(single=estate.single | {name: Unknown("forgotten")})
    assert forgotten.decided().outcome in {estate.decided().outcome, Outcome.UNKNOWN}


@_MANY
@given(estates(unknown=False), st.data())
def test_deciding_a_value_keeps_what_was_certain(estate: Estate, data: st.DataObject) -> None:
    """What is certain while a value is unknown stays so for every value it may take, absence included."""
    key = data.draw(st.sampled_from(["app:colour", "app:size"]))
    open_answer = estate.having(context=estate.context | {key: Unknown("open")}).decided().outcome
    value = data.draw(st.lists(st.sampled_from(["x", "y", "z", "xx"]), max_size=2, unique=True))
    decided = estate.having(context=estate.context | {key: Known(value)}).decided().outcome
    assert open_answer in {Outcome.UNKNOWN, decided}


def shuffled(raw: Any, data: st.DataObject) -> Any:  # noqa: ANN401 - JSON in, the same JSON in another order out
    """Put every list and every object of a document in another order."""
    if isinstance(raw, dict):
        names = data.draw(st.permutations(sorted(raw)))
        return {name: shuffled(raw[name], data) for name in names}
    if isinstance(raw, list):
        return data.draw(st.permutations([shuffled(item, data) for item in raw]))
    return raw


@_MANY
@given(estates(), st.data())
def test_order_means_nothing(estate: Estate, data: st.DataObject) -> None:
    """The order of policies, statements, elements and values changes neither the answer nor its conditions."""
    other = estate.having(
        identity=shuffled(estate.identity, data),
        single=shuffled(estate.single, data),
        scps=shuffled(estate.scps, data),
        rcps=shuffled(estate.rcps, data),
    )
    one, two = estate.decided(), other.decided()
    assert (one.outcome, one.explicit, one.blocked_by) == (two.outcome, two.explicit, two.blocked_by)
    assert one.conditions == two.conditions


def lifted(estate: Estate, layers: tuple[Layer, ...]) -> Estate:
    """Take layers away: limits are gone, the caller's side allows, the resource leaves it to the caller's account."""
    single = dict(estate.single)
    changes: dict[str, Any] = {"single": single}
    for layer in layers:
        match layer:
            case Layer.IDENTITY:
                changes["identity"] = [document(_EVERYTHING)]
            case Layer.BOUNDARY | Layer.SESSION | Layer.ENDPOINT:
                del single[{"permissions-boundary": "boundary"}.get(layer.value, layer.value)]
            case Layer.SCP | Layer.RCP:
                changes[f"{layer}s"] = []
            case Layer.RESOURCE | Layer.TRUST | Layer.KEY:
                delegates = {
                    "Effect": "Allow",
                    "Action": "*",
                    "Principal": {"AWS": HOME, "Service": estate.caller.name},
                }
                single["resource"] = document(delegates)
    return estate.having(**changes)


@settings(max_examples=examples(80))
@given(estates(unknown=False))
def test_blocked_by_is_exact(estate: Estate) -> None:
    """Without the layers that are named a denied request passes, and without only some of them it does not."""
    decision = estate.decided()
    # A service cannot be given an identity policy, so what stands in its way for want of one stays.
    assume(decision.outcome is Outcome.DENIED and not (estate.resource == "*" and not estate.caller.account))
    layers = decision.blocked_by
    event(f"blocked by {', '.join(layers)}")
    assert layers
    assert lifted(estate, layers).decided().outcome is not Outcome.DENIED
    for size in range(len(layers)):
        for fewer in combinations(layers, size):
            assert lifted(estate, fewer).decided().outcome is Outcome.DENIED


@_MANY
@given(estates())
def test_outcome_and_explanation_agree(estate: Estate) -> None:
    """An allowed request has an Allow and no Deny in some layer; an explicit denial has a Deny that surely applies."""
    decision = estate.decided()
    denying = [s for judgement in decision.judgements for s in judgement.denying if s.applies is True]
    if decision.outcome is Outcome.ALLOWED:
        assert denying == []
    if decision.explicit:
        assert denying
    for judgement in decision.judgements:
        sorted_ones = {*judgement.allowing, *judgement.denying, *judgement.unmatched}
        assert sorted_ones == set(judgement.statements)
        assert all(statement.mismatch for statement in judgement.unmatched)
