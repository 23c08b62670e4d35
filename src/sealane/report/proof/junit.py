"""A proof as JUnit XML: a suite for each service, a test for each step of its start and for its seal.

What is not known is an error, so that no pipeline takes it for passed; what is accepted is skipped, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

from sealane.records import dataclass
from sealane.report.blocks import words_of
from sealane.report.escape import visible, visible_lines
from sealane.report.masking import masked
from sealane.report.proof.chain import chain_lines
from sealane.report.style import PLAIN
from sealane.verdicts.cause import LEAKS
from sealane.verdicts.verdict import Verdict, worst

if TYPE_CHECKING:
    from sealane.startup.step import StepName
    from sealane.verdicts.acceptance import Weighed
    from sealane.verdicts.check import Check
    from sealane.verdicts.proof import Finding, ServiceProof


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """One test: `kind` is empty when it passes, else the element that says what became of it."""

    name: str
    kind: str = ""
    message: str = ""
    type: str = ""
    text: str = ""


def as_junit(weighed: Weighed) -> str:
    """Render a whole proof as an XML document."""
    return masked(_document(weighed), weighed.proof.source.masked)


def _document(weighed: Weighed) -> str:
    suites = [(service.service.origin.name, tuple(_cases(service, weighed))) for service in weighed.proof.services]
    if not suites:
        empty = _Case(name="services", kind="error", message="there is no Fargate service in it", type="unknown")
        suites = [(weighed.proof.source.name, (empty,))]
    every = [case for _, cases in suites for case in cases]
    # Jenkins' schema has no count of what was skipped here, only in each suite.
    counts = {name: count for name, count in _counts(every).items() if name != "skipped"}
    head = f"<testsuites{_attributes(name='sealane', **counts)}>"
    body = [line for name, cases in suites for line in _suite(name, cases)]
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *body, "</testsuites>"]) + "\n"


def _cases(service: ServiceProof, weighed: Weighed) -> Iterator[_Case]:
    if service.placement:
        verdict = worst(check.verdict for check in service.placement)
        causes = {check.cause for check in service.placement}
        findings = [finding for finding in service.findings if not finding.steps and finding.cause in causes]
        yield _case("placement", verdict, findings, service.placement, (service, weighed))
    names: dict[StepName, list[int]] = {}
    for number, step in enumerate(service.steps):
        names.setdefault(step.step.name, []).append(number)
    for name, numbers in names.items():
        steps = [service.steps[number] for number in numbers]
        findings = [finding for finding in service.findings if name in finding.steps]
        checks = [check for step in steps for check in step.checks]
        yield _case(str(name), worst(step.verdict for step in steps), findings, checks, (service, weighed))
    leaks = [finding for finding in service.findings if finding.cause in LEAKS]
    yield _case("sealed", service.sealed, leaks, (), (service, weighed))


def _case(
    name: str,
    verdict: Verdict,
    findings: list[Finding],
    checks: Iterable[Check],
    of: tuple[ServiceProof, Weighed],
) -> _Case:
    service, weighed = of
    if verdict is Verdict.HOLDS:
        return _Case(name=name)
    if verdict is Verdict.UNKNOWN:
        reasons = [value.reason for check in checks for value in check.open] or [one.reason for one in service.open]
        message = reasons[0] if reasons else "this could not be decided"
        return _Case(name=name, kind="error", message=message, type="unknown", text="\n".join(reasons))
    accepted = [weighed.accepting(finding) for finding in findings]
    if accepted and all(accepted):
        reasons = [f"accepted: {one.because}" for one in accepted if one is not None]
        return _Case(name=name, kind="skipped", message="; ".join(dict.fromkeys(reasons)))
    counting = [finding for finding, one in zip(findings, accepted, strict=True) if one is None]
    if not counting:
        return _Case(name=name, kind="failure", message="this fails", type="fails")
    first = words_of(counting[0].block).sentence
    text = "\n\n".join(_told(finding, service) for finding in counting)
    return _Case(name=name, kind="failure", message=first, type=str(counting[0].cause), text=text)


def _told(finding: Finding, service: ServiceProof) -> str:
    words, origin = words_of(finding.block), finding.origin
    where = f"{origin.file}:{origin.line} {origin.name}" if origin.file else origin.name
    lines = [f"{words.sentence} [{finding.cause}]", *chain_lines(service, finding, PLAIN)]
    return "\n".join([*lines, f"where: {where}", f"change: {words.change}", f"see: {words.link}"])


def _suite(name: str, cases: tuple[_Case, ...]) -> Iterator[str]:
    yield f"  <testsuite{_attributes(name=name, **_counts(cases))}>"
    for case in cases:
        head = f"    <testcase{_attributes(classname=name, name=case.name)}"
        if not case.kind:
            yield f"{head}/>"
            continue
        attributes = _attributes(message=case.message, **({"type": case.type} if case.type else {}))
        text = escape(visible_lines(case.text), quote=False)
        yield f"{head}>"
        yield f"      <{case.kind}{attributes}>{text}</{case.kind}>" if text else f"      <{case.kind}{attributes}/>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _counts(cases: Iterable[_Case]) -> dict[str, str]:
    kinds = [case.kind for case in cases]
    return {
        "tests": str(len(kinds)),
        "failures": str(kinds.count("failure")),
        "errors": str(kinds.count("error")),
        "skipped": str(kinds.count("skipped")),
    }


def _attributes(**values: str) -> str:
    return "".join(f' {name}="{escape(visible(value))}"' for name, value in values.items())
