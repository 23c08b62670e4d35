"""A repository of another account that nobody here may read, and somebody who says that it lets the task in."""

from __future__ import annotations

from datetime import date

from sealane.proof.prove import prove
from sealane.records import replace
from sealane.verdicts.acceptance import Acceptance, vouching, weigh
from sealane.verdicts.cause import Cause
from sealane.verdicts.proof import Assumed, Proof
from sealane.verdicts.verdict import Verdict
from sealane.world.gaps import Noun
from sealane.world.stores import Repository
from sealane.world.values import Known, Unread
from sealane.world.world import World
from tests.worlds.healthy import (
    EXECUTION_ROLE,
    OTHER_ACCOUNT,
    REGION,
    container,
    document,
    execution_role,
    healthy,
    logs,
    pull,
    repository,
    role,
    statement,
    stores,
    task,
)

TODAY = date(2026, 6, 1)
ARN = f"arn:aws:ecr:{REGION}:{OTHER_ACCOUNT}:repository/demo/app"
YES = Acceptance(cause=Cause.REPOSITORY_POLICY_DENIES, because="its owners say so")


def foreign(*more: Repository) -> World:
    """Return the healthy world, with an image of another account that its role may pull."""
    image = f"{OTHER_ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/demo/app:1.0"
    allowed = statement(["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], [ARN])
    asking = replace(task(), containers=(replace(container(), image=Known(image)),))
    return healthy(asking, role(EXECUTION_ROLE, *pull(), allowed, logs(), *stores()), *more)


def trusting(world: World, *acceptances: Acceptance) -> Proof:
    """Prove a world with what is vouched for."""
    return prove(replace(world, source=replace(world.source, vouched=tuple(vouching(acceptances, TODAY)))))


def verdicts(proof: Proof) -> tuple[Verdict, Verdict]:
    """Return both answers about the only service."""
    (found,) = proof.services
    return found.starts, found.sealed


def test_what_nobody_can_read_is_open_until_somebody_vouches_for_it() -> None:
    """The image may not be pulled for certain; once its owners' word is taken it is, and the answer says on whose."""
    assert verdicts(prove(foreign())) == (Verdict.UNKNOWN, Verdict.HOLDS)
    proof = trusting(foreign(), YES)
    assert verdicts(proof) == (Verdict.HOLDS, Verdict.HOLDS)
    assert proof.services[0].assumed == (Assumed(noun=Noun.REPOSITORIES, subject=ARN, because=YES.because),)
    assert weigh(proof, (YES,), TODAY).unmatched == ()
    assert weigh(prove(foreign()), (YES,), TODAY).unmatched == (YES,)


def test_word_is_about_the_repositories_that_it_names() -> None:
    """A pattern of another repository, another cause and one whose day is past vouch for nothing."""
    for other in (
        replace(YES, origin=f"arn:aws:ecr:{REGION}:{OTHER_ACCOUNT}:repository/other"),
        replace(YES, cause=Cause.SECRET_POLICY_DENIES),
        replace(YES, until=date(2026, 5, 31)),
    ):
        assert verdicts(trusting(foreign(), other)) == (Verdict.UNKNOWN, Verdict.HOLDS)
    named = replace(YES, origin=f"arn:aws:ecr:*:{OTHER_ACCOUNT}:repository/demo/*", until=TODAY)
    assert verdicts(trusting(foreign(), named)) == (Verdict.HOLDS, Verdict.HOLDS)


def test_what_is_known_counts_for_more() -> None:
    """A policy that was read and lets nobody in, or denies, is a finding; so is a role that may not pull."""
    there = replace(repository(), id="foreign", account=Known(OTHER_ACCOUNT), arn=Known(ARN))
    deny = document({"Effect": "Deny", "Principal": "*", "Action": "ecr:*"})
    assert verdicts(trusting(foreign(there), YES))[0] is Verdict.FAILS
    assert verdicts(trusting(foreign(replace(there, policy=Known(deny))), YES))[0] is Verdict.FAILS
    assert verdicts(trusting(foreign(replace(there, policy=Unread("refused"))), YES))[0] is Verdict.HOLDS
    assert verdicts(trusting(foreign().with_facts(role(EXECUTION_ROLE, logs(), *stores())), YES))[0] is Verdict.FAILS


def test_nobody_needs_to_vouch_for_ones_own() -> None:
    """A repository of the task's own account is looked up, and its absence is no matter of trust."""
    assert verdicts(trusting(healthy().without(Repository, repository().id), YES))[0] is Verdict.FAILS
    denied = replace(repository(), policy=Known(document({"Effect": "Deny", "Principal": "*", "Action": "ecr:*"})))
    assert verdicts(trusting(healthy(denied), YES))[0] is Verdict.FAILS
    own = trusting(healthy(execution_role()), YES)
    assert verdicts(own) == (Verdict.HOLDS, Verdict.HOLDS)
    assert own.services[0].assumed == ()
