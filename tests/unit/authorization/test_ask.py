"""The quick question has the answer of the whole story, and asking again changes nothing."""

from __future__ import annotations

from hypothesis import event, given, settings

from sealane.authorization.ask import allows, decide
from sealane.authorization.caller import caller_of, foreign_caller
from sealane.authorization.context import Context, Given, context_of
from sealane.authorization.decide import Policies
from sealane.authorization.reading import read_policy
from sealane.authorization.request import request_of
from sealane.verdicts.decision import Outcome, conditions_of, outcome_of
from sealane.verdicts.judgement import Layer
from sealane.world.values import Known, Unknown, Unread
from tests.cases.authorization.case_file import all_cases
from tests.thoroughness import examples
from tests.unit.authorization.estates import HOME, ROLE, Estate, document, estates


@settings(max_examples=examples(120))
@given(estates())
def test_both_questions_agree(estate: Estate) -> None:
    """Outcome and conditions are the same, whichever question is asked first and however often."""
    request, policies = estate.request(), estate.policies()
    first = allows(request, policies)
    decision = decide(request, policies)
    event(str(decision.outcome))
    assert (outcome_of(first), conditions_of(first)) == (decision.outcome, decision.conditions)
    assert allows(request, policies) == first
    assert decide(request, estate.policies()) == decision


def test_both_questions_agree_on_every_case() -> None:
    """The same is true of every case file."""
    for case in all_cases():
        truth = allows(case.request, case.policies)
        assert (outcome_of(truth), conditions_of(truth)) == (case.decided().outcome, case.decided().conditions)


def test_policy_remembers_nothing_wrong() -> None:
    """A policy that was asked about one action answers about another as if it had not been."""
    statements = [
        {"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"},
        {"Effect": "Deny", "Action": "s3:GetBucketPolicy", "Resource": "*"},
    ]
    policies = Policies(identity=(read_policy(document(*statements), name="p", layer=Layer.IDENTITY),))
    caller = caller_of(ROLE)
    answers = {}
    for action in ("s3:GetObject", "s3:GetBucketPolicy", "s3:PutObject", "S3:GETOBJECT", "s3:GetBucketPolicy"):
        request = request_of(caller, action, "arn:aws:s3:::b/k", resource_account=Known(HOME))
        answers[action] = allows(request, policies)
    assert answers == {
        "s3:GetObject": True,
        "s3:GetBucketPolicy": False,
        "s3:PutObject": False,
        "S3:GETOBJECT": True,
    }


def test_one_context_serves_many_requests() -> None:
    """A context made once gives each request the answers that its own would, for callers outside of accounts too."""
    given_keys: dict[str, Given] = {"aws:SourceVpce": "vpce-1", "app:Sizes": ["x", "y"], "app:colour": Known("red")}
    shared = context_of(given_keys)
    for caller in (caller_of(ROLE), foreign_caller("Amazon ECR")):
        for resource in ("*", f"arn:aws:sqs:us-east-1:{HOME}:q", "arn:aws:s3:::b"):
            own = request_of(caller, "s3:GetObject", resource, context=given_keys)
            again = request_of(caller, "s3:GetObject", resource, context=shared)
            assert own == again
            for key in (
                "aws:sourcevpce",
                "app:sizes",
                "aws:sourceip",
                "aws:resourceaccount",
                "a:b",
                "aws:principalarn",
            ):
                assert own.context.read(key) == again.context.read(key)


def test_key_that_is_missing_may_be_there() -> None:
    """Without a word about the others a key that is not listed is absent; with one it is not known."""
    caller = caller_of(ROLE)
    assert request_of(caller, "s3:GetObject", "arn:aws:s3:::b").context.read("app:colour") == ()
    because = Unread("not asked")
    for request in (
        request_of(caller, "s3:GetObject", "arn:aws:s3:::b", missing=because),
        request_of(caller, "s3:GetObject", "arn:aws:s3:::b", context=context_of({}, missing=because)),
    ):
        assert request.context.read("app:colour") == because
        assert request.context.read("aws:sourceip") == because


def test_caller_outside_of_accounts_may_have_any_key() -> None:
    """What AWS's own principal sends along is not known, while a role's request lacks what was not given."""
    contexts: tuple[Context | dict[str, Given], ...] = ({}, context_of({}))
    for context in contexts:
        foreign = request_of(foreign_caller("Amazon ECR"), "s3:GetObject", "arn:aws:s3:::b", context=context)
        assert isinstance(foreign.context.read("app:colour"), Unknown)
        assert request_of(caller_of(ROLE), "s3:GetObject", "*", context=context).context.read("app:colour") == ()


def test_request_about_no_resource_has_no_key_of_one() -> None:
    """An action on `*` has no key about a resource's account, and one on an ARN has it."""
    for key in ("aws:resourceaccount", "aws:resourceorgid", "aws:resourceorgpaths"):
        assert request_of(caller_of(ROLE), "ecr:GetAuthorizationToken", "*").context.read(key) == ()
        assert request_of(caller_of(ROLE), "sqs:SendMessage", f"arn:aws:sqs:us-east-1:{HOME}:q").context.read(key) != ()


def outcomes(*statements: dict[str, object]) -> tuple[Outcome, Outcome]:
    """Ask both questions about a read from a bucket, under one identity policy."""
    policies = Policies(identity=(read_policy(document(*statements), name="p", layer=Layer.IDENTITY),))
    request = request_of(caller_of(ROLE), "s3:GetObject", "arn:aws:s3:::b/k", resource_account=Known(HOME))
    return outcome_of(allows(request, policies)), decide(request, policies).outcome


def test_all_but_everything_is_nothing() -> None:
    """`NotResource` and `NotAction` of everything mean no request, and of something else they mean this one."""
    for name in ("NotResource", "NotAction"):
        parts = {"Effect": "Allow", "Action": "*", "Resource": "*"}
        del parts[name.removeprefix("Not")]
        other = "arn:aws:s3:::c/*" if name == "NotResource" else "sqs:*"
        assert outcomes({**parts, name: "*"}) == (Outcome.DENIED, Outcome.DENIED)
        assert outcomes({**parts, name: other}) == (Outcome.ALLOWED, Outcome.ALLOWED)


def test_action_that_is_not_known_leaves_both_open() -> None:
    """A statement whose action is decided later neither allows nor is left out."""
    later = {"Effect": "Allow", "Action": Unknown("later"), "Resource": "*"}
    assert outcomes(later) == (Outcome.UNKNOWN, Outcome.UNKNOWN)
    assert outcomes({**later, "Action": "s3:GetObject"}) == (Outcome.ALLOWED, Outcome.ALLOWED)
