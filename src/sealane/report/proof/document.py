"""A proof for machines: `sealane/proof/1`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sealane.report.blocks import words_of
from sealane.report.decision.document import decision_part
from sealane.report.fix import part
from sealane.report.masking import masked_data
from sealane.report.proof.fixing import no_fix
from sealane.report.trace.document import open_part, place_part, trace_part
from sealane.verdicts.verdict import Verdict
from sealane.world.values import Known

if TYPE_CHECKING:
    from sealane.report.proof.fixing import FixOf
    from sealane.verdicts.acceptance import Acceptance, Weighed
    from sealane.verdicts.check import Check
    from sealane.verdicts.proof import Assumed, Finding, ServiceProof, StepVerdict


def as_json(weighed: Weighed, fix_of: FixOf = no_fix) -> dict[str, Any]:
    """Render a whole proof; `verdict` is what the exit status follows, every other verdict what is true."""
    return masked_data(_document(weighed, fix_of), weighed.proof.source.masked)


def _document(weighed: Weighed, fix_of: FixOf) -> dict[str, Any]:
    proof = weighed.proof
    return {
        "schema": "sealane/proof/1",
        "source": {"kind": proof.source.kind, "name": proof.source.name},
        "taken_whole": list(proof.source.taken_whole),
        "verdict": str(weighed.verdict),
        "services": [_service(service, weighed, fix_of) for service in proof.services],
        "acceptances": {
            "expired": list(map(_acceptance, weighed.expired)),
            "unmatched": list(map(_acceptance, weighed.unmatched)),
        },
    }


def _service(service: ServiceProof, weighed: Weighed, fix_of: FixOf) -> dict[str, Any]:
    return {
        **place_part(service.service.origin),
        "kind": str(service.service.kind),
        "verdict": str(weighed.verdict_of(service)),
        "starts": str(service.starts),
        "sealed": str(service.sealed),
        "placement": list(map(_check, service.placement)),
        "steps": list(map(_step, service.steps)),
        "findings": [_finding(finding, weighed, fix_of) for finding in service.findings],
        "advice": [_finding(finding, weighed, fix_of) for finding in service.advice],
        "open": open_part(service.open),
        "assumed": [_assumed(one) for one in service.assumed],
    }


def _assumed(assumed: Assumed) -> dict[str, Any]:
    return {"noun": str(assumed.noun), "subject": assumed.subject, "because": assumed.because}


def _step(verdict: StepVerdict) -> dict[str, Any]:
    step = verdict.step
    return {
        "step": str(step.name),
        "because": step.because,
        "host": step.host.value if isinstance(step.host, Known) else "",
        "port": step.port,
        "verdict": str(verdict.verdict),
        "cause": str(verdict.cause or ""),
        "checks": list(map(_check, verdict.checks)),
        "link": step.source,
    }


def _check(check: Check) -> dict[str, Any]:
    """Render a look; one that holds is told without its evidence, which would make the document many times longer."""
    told: dict[str, Any] = {
        "check": str(check.subject),
        "verdict": str(check.verdict),
        "cause": str(check.cause or ""),
        "origin": check.origin.name,
        "detail": words_of(check.blocks[0]).sentence if check.blocks else "",
    }
    if check.verdict is Verdict.HOLDS:
        return told
    told["causes"] = [str(block.cause) for block in check.blocks]
    told["open"] = open_part(check.open)
    if check.trace is not None:
        told["trace"] = trace_part(check.trace)
    if check.decision is not None:
        told["decision"] = decision_part(check.decision)
    return told


def _finding(finding: Finding, weighed: Weighed, fix_of: FixOf) -> dict[str, Any]:
    words, fix, accepted = words_of(finding.block), fix_of(finding), weighed.accepting(finding)
    return {
        "cause": str(finding.cause),
        "step": str(finding.steps[0]) if finding.steps else "",
        "steps": [str(step) for step in finding.steps],
        **place_part(finding.origin),
        "message": words.sentence,
        "change": words.change,
        "fix": part(fix),
        "link": words.link,
        "witness": trace_part(finding.witness) if finding.witness is not None else None,
        "accepted": _acceptance(accepted) if accepted is not None else None,
    }


def _acceptance(acceptance: Acceptance) -> dict[str, Any]:
    place = acceptance.place
    return {
        "cause": str(acceptance.cause),
        "origin": acceptance.origin,
        "because": acceptance.because,
        "until": acceptance.until.isoformat() if acceptance.until else "",
        "file": place.file if place else "",
        "line": place.line if place else 0,
    }
