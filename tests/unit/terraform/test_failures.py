"""Terraform's errors as problems, with the texts that Terraform and the AWS provider print."""

from __future__ import annotations

from pathlib import Path

import pytest

from sealane.errors import EnvironmentFailure, ExitStatus, Place
from sealane.terraform.events import Diagnostic
from sealane.terraform.failures import Circumstances, failure
from sealane.terraform.provider import ProviderSource
from sealane.terraform.run import Finished

ABOUT = Circumstances(
    command="terraform",
    folder=Path("/w"),
    provider=ProviderSource(kind="registry", where="registry.terraform.io", looked=("/opt",)),
    resume="sealane apply",
)
DENIED = (
    "operation error ECS: CreateCluster, https response error StatusCode: 400, RequestID: 1, AccessDeniedException: "
    "User: arn:aws:iam::123456789012:user/anna is not authorized to perform: ecs:CreateCluster on resource: "
    "arn:aws:ecs:us-east-1:123456789012:cluster/app because no identity-based policy allows it"
)


def failed(*errors: Diagnostic, stderr: str = "", status: int = 1) -> EnvironmentFailure:
    """Return the failure of a plan with these diagnostics."""
    return failure(Finished(status=status, diagnostics=errors, events=errors, stderr=stderr, elapsed=1), "plan", ABOUT)


def error(summary: str, detail: str = "", **place: object) -> Diagnostic:
    """Return an error."""
    return Diagnostic(severity="error", summary=summary, detail=detail, **place)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("summary", "detail", "code"),
    [
        (
            "Failed to query available provider packages",
            "Could not retrieve the list of available versions for provider hashicorp/aws: no such host\n\nTo see…",
            "provider-not-obtainable",
        ),
        ("Failed to install provider", "Error while installing hashicorp/aws v5.100.0: …", "provider-not-obtainable"),
        ("No valid credential sources found", "Error: no EC2 IMDS role found", "no-credentials"),
        (
            "Retrieving AWS account details: validating provider credentials",
            "operation error STS: GetCallerIdentity, api error ExpiredToken: The security token is expired",
            "credentials-expired",
        ),
        (
            "failed to refresh cached credentials",
            "refresh cached SSO token failed, unable to refresh SSO token, InvalidGrantException",
            "credentials-expired",
        ),
        ("Retrieving AWS account details", "api error InvalidClientTokenId: invalid", "credentials-refused"),
        ("creating ECS Cluster (app)", DENIED, "call-denied"),
        ("Error acquiring the state lock", "Error message: x\nLock Info:\n  ID: 1\n  Who: a@b\n", "state-locked"),
        (
            "Retrieving AWS account details",
            'request send failed, Post "http://127.0.0.1:5999/": dial tcp 127.0.0.1:5999: connect: connection refused',
            "aws-not-reachable",
        ),
        ("creating log group", "ResourceAlreadyExistsException: The log group exists", "exists-outside-state"),
        ("creating rule", "InvalidPermission.Duplicate: The specified rule already exists", "exists-outside-state"),
        ('Backend initialization required, please run "terraform init"', "Reason: …", "state-elsewhere"),
        ("Unsupported argument", "An argument named x is not expected here.", "terraform-failed"),
    ],
)
def test_each_kind_of_error_has_its_code(summary: str, detail: str, code: str) -> None:
    """Texts as Terraform prints them lead to their codes, and all end with exit status 3."""
    found = failed(error(summary, detail))
    assert found.status is ExitStatus.UNDECIDED
    assert [problem.code for problem in found.problems] == [code]


def test_the_sentence_around_the_errors_is_not_one_of_them() -> None:
    """That `init` met problems is told when nothing else is, and left out beside the problems themselves."""
    around = error("Terraform encountered problems during initialisation, described below.", "")
    real = error("Unsupported argument", "An argument named x is not expected here.")
    for told in ((around, real), (real, around)):
        assert ["Unsupported argument" in problem.what for problem in failed(*told).problems] == [True]
    assert len(failed(around).problems) == 1


def test_a_denied_call_names_action_caller_and_resource() -> None:
    """What has to be allowed, to whom and on what, is told apart."""
    problem = failed(error("creating ECS Cluster", DENIED, address="aws_ecs_cluster.app")).problems[0]
    facts = dict(problem.facts)
    assert problem.what == "AWS denied ecs:CreateCluster"
    assert facts["caller"] == "arn:aws:iam::123456789012:user/anna"
    assert facts["on"] == "arn:aws:ecs:us-east-1:123456789012:cluster/app"
    assert facts["resource"] == "aws_ecs_cluster.app"
    assert "`ecs:CreateCluster`" in problem.hint


def test_a_denied_call_without_an_action_names_the_operation() -> None:
    """EC2 often hides the action; then the call itself is named."""
    text = "operation error EC2: CreateVpc, api error UnauthorizedOperation: You are not authorized to perform this"
    assert failed(error("creating VPC", text)).problems[0].what == "AWS denied EC2 CreateVpc"


def test_anything_else_keeps_terraforms_words_and_place() -> None:
    """Summary, detail, address and file with line and column reach the user."""
    place = {"file": "network.tf", "line": 3, "column": 5, "address": "aws_vpc.main"}
    problem = failed(error("Unsupported argument", "No x here.", **place)).problems[0]
    assert problem.what == "Terraform's plan failed: Unsupported argument"
    assert dict(problem.facts) == {"resource": "aws_vpc.main", "detail": "No x here."}
    assert problem.place == Place(file="network.tf", line=3, column=5)


def test_the_same_cause_is_told_once_and_different_ones_each() -> None:
    """Credentials fail for every resource, which is one problem; two different denials are two."""
    no_credentials = error("No valid credential sources found")
    assert len(failed(no_credentials, no_credentials, no_credentials).problems) == 1
    other = error("x", DENIED.replace("ecs:CreateCluster", "ecs:CreateService"))
    assert len(failed(error("x", DENIED), other).problems) == 2


def test_warnings_are_no_problems() -> None:
    """Only errors are reported."""
    warning = Diagnostic(severity="warning", summary="Deprecated")
    assert [problem.what for problem in failed(warning, error("Bad")).problems] == ["Terraform's plan failed: Bad"]


@pytest.mark.parametrize(("status", "end"), [(-9, "ended by signal 9"), (2, "exit status 2")])
def test_an_end_without_a_reason_is_told_as_it_is(status: int, end: str) -> None:
    """A crash or a kill shows how it ended and what stood on standard error."""
    problem = failed(stderr="panic: oh\n", status=status).problems[0]
    assert problem.code == "terraform-failed"
    assert dict(problem.facts) == {"end": end, "said": "panic: oh"}


def test_many_errors_are_cut() -> None:
    """No more than ten problems are shown."""
    assert len(failed(*(error(f"error {number}") for number in range(30))).problems) == 10
