"""What an apply and a destroy say of themselves."""

from __future__ import annotations

from sealane.report.applied import as_json, as_text, caller_line, removal_text
from sealane.report.style import PLAIN
from sealane.verbs.apply import Applied, Proposal
from sealane.verbs.destroy import Removal
from sealane.verbs.gate import Judgement
from sealane.verbs.plan import Planned
from sealane.verbs.prove import Proved
from sealane.world.world import world_of
from tests.unit.report.planned import CALLER, SANDBOX, change, planned
from tests.unit.report.proof.stories import STORIES

CHANGED = planned(change("aws_a.one", "create"), change("aws_b.two", "delete"))
OUTPUTS = {"vpc_id": "vpc-1", "images": {"app": "répo/app:1"}}


def applied(plan: Planned) -> Applied:
    """Return an apply of a plan."""
    return Applied(proposal=Proposal(caller=CALLER, planned=plan), done=True, outputs=OUTPUTS)


def test_the_caller_is_named_in_full() -> None:
    """Principal, account and Region are in one line."""
    assert caller_line(CALLER, PLAIN) == (
        "as arn:aws:sts::111122223333:assumed-role/deploy/ann in account 111122223333, us-east-1"
    )


def test_what_was_done_and_the_outputs() -> None:
    """The counts come first, then each output, a map with one line for each key."""
    assert as_text(applied(CHANGED), PLAIN).splitlines() == [
        "done: 1 added, 0 changed, 1 removed",
        "",
        "vpc_id      vpc-1",
        "images.app  répo/app:1",
    ]


def test_nothing_done_and_outputs_alone() -> None:
    """Without any change that is said; a change of outputs alone is one, with no resource counted."""
    assert as_text(applied(planned()), PLAIN).startswith("no changes: what exists is what the spec asks for")
    assert as_text(applied(planned(outputs=True)), PLAIN).startswith("done: 0 added, 0 changed, 0 removed")


def test_the_sandbox_claims_nothing() -> None:
    """An apply in a sandbox without tasks says that none runs there; one with them or in an account does not say it."""
    assert "registers tasks and runs none" in as_text(applied(planned(sandbox=SANDBOX, idle=True)), PLAIN)
    assert "runs none" not in as_text(applied(planned(sandbox=SANDBOX)), PLAIN)
    assert "sandbox" not in as_text(applied(planned()), PLAIN)


def test_document() -> None:
    """It carries the caller, the counts and the outputs as they are."""
    document = as_json(applied(CHANGED))
    assert document["schema"] == "sealane/apply/1"
    assert (document["caller"], document["account"]) == (CALLER.arn, CALLER.account)
    assert (document["added"], document["changed"], document["removed"]) == (1, 0, 1)
    assert document["outputs"] == OUTPUTS
    assert document["sandbox"] is False


def test_what_was_accepted_is_recorded() -> None:
    """An apply in spite of a finding says so with the reason, in text and document; without one nothing is said."""
    weighed = STORIES["leak_accepted"]()
    proved = Proved(weighed=weighed, world=world_of(weighed.proof.source, ()))
    accepted = Judgement(verdict="holds", proved=proved)
    done = applied(planned(change("aws_a.one", "create"), judgement=accepted))
    told = " ".join(as_text(done, PLAIN).split())
    assert "[internet-by-nat], because the payment provider has no PrivateLink yet" in told
    proof = {"any": "proof"}
    document = as_json(done, proof)
    assert (document["verdict"], document["proof"]) == ("holds", proof)
    assert "accepted" not in as_text(applied(CHANGED), PLAIN)
    assert "proof" not in as_json(applied(CHANGED))


def test_removals_are_listed_and_counted() -> None:
    """Each address has its line, and the number closes the list."""
    text = removal_text(Removal(caller=CALLER, changes=CHANGED.changes), PLAIN)
    assert text.splitlines() == ["    - aws_a.one", "    - aws_b.two", "2 to remove"]
