"""Diagnoses for machines: `sealane/diagnosis/1`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sealane.report.blocks import words_of
from sealane.report.causes import card_of
from sealane.report.diagnosis.families import means, to_do
from sealane.report.diagnosis.reasons import away, towards
from sealane.report.diagnosis.shows import line, shown
from sealane.report.diagnosis.signs import says
from sealane.report.fix import part
from sealane.report.masking import masked_data
from sealane.report.proof.fixing import no_fix
from sealane.report.trace.document import open_part, place_part

if TYPE_CHECKING:
    from sealane.diagnosis.diagnosis import Excluded, Ranked
    from sealane.diagnosis.evidence.sign import Sign
    from sealane.diagnosis.symptoms.symptom import Symptom
    from sealane.report.proof.fixing import FixOf
    from sealane.verbs.diagnose import Diagnosed, Stopped
    from sealane.verdicts.proof import Finding

_LISTS: Final = ("causes", "ruled_out", "later", "commands", "open", "evidence")


def as_json(diagnosed: Diagnosed, fix_of: FixOf = no_fix) -> dict[str, Any]:
    """Render the first diagnosis, with the others beside it, under the name of its schema."""
    first, others = diagnosed.stopped[:1], diagnosed.stopped[1:]
    nothing: dict[str, Any] = {"symptom": None, **{name: [] for name in _LISTS}}
    document = {
        "schema": "sealane/diagnosis/1",
        "source": diagnosed.source,
        **(_stopped(first[0], fix_of) if first else nothing),
        "unread": list(diagnosed.unread),
        "records": diagnosed.records,
        "others": [_stopped(one, fix_of) for one in others],
    }
    return masked_data(document, diagnosed.masked)


def _stopped(stopped: Stopped, fix_of: FixOf) -> dict[str, Any]:
    diagnosis, symptom = stopped.diagnosis, stopped.diagnosis.symptom
    return {
        "task": stopped.task.id,
        "count": stopped.count,
        "service": diagnosis.service.name if diagnosis.service else stopped.task.service,
        "proved": diagnosis.proved,
        "step_now": str(diagnosis.step_now or ""),
        "symptom": _symptom(symptom),
        "causes": [_ranked(one, symptom, fix_of) for one in diagnosis.causes],
        "ruled_out": [_excluded(one, symptom) for one in diagnosis.ruled_out],
        "later": [_later(one, fix_of) for one in diagnosis.later],
        "commands": [{"command": line(one), "shows": shown(one)} for one in diagnosis.commands],
        "open": open_part(diagnosis.open),
        "evidence": [_sign(one) for one in diagnosis.signs],
    }


def _sign(sign: Sign) -> dict[str, Any]:
    return {
        "sign": str(sign.kind),
        "use": str(sign.use),
        "says": says(sign),
        "towards": list(map(str, sign.towards)),
        "away": list(map(str, sign.away)),
        "file": sign.origin.file,
        "line": sign.origin.line,
        "address": sign.address,
        "interface": sign.interface,
        "action": sign.action,
        "principal": sign.principal,
        "endpoint": sign.endpoint,
        "policy": str(sign.layer or ""),
    }


def _symptom(symptom: Symptom) -> dict[str, Any]:
    named = symptom.named
    return {
        "message": symptom.text,
        "family": str(symptom.family or ""),
        "means": means(symptom),
        "to_do": to_do(symptom),
        "step": str(symptom.step or ""),
        "steps": list(map(str, symptom.steps)),
        "failure": str(symptom.failure or ""),
        "host": symptom.host,
        "address": symptom.address,
        "port": symptom.port,
        "place": str(symptom.place),
        "name_server": symptom.name_server,
        "region": symptom.region,
        "error": symptom.error,
        "error_code": symptom.error_code,
        "request_id": symptom.request_id,
        "stop_code": symptom.stop_code,
        "cut": symptom.cut,
        "named": {
            "principal": named.principal,
            "action": named.action,
            "resource": named.resource,
            "policy": str(named.layer or ""),
            "image": named.image,
            "secret": named.secret,
            "parameter": named.parameter,
            "log_group": named.log_group,
            "file_system": named.file_system,
            "role": named.role,
            "subnet": named.subnet,
            "platform": named.platform,
        },
    }


def _ranked(ranked: Ranked, symptom: Symptom, fix_of: FixOf) -> dict[str, Any]:
    finding = ranked.finding
    card = card_of(ranked.cause)
    told = {
        "cause": str(ranked.cause),
        "step": str(ranked.step or ""),
        "because": towards(ranked.reason, symptom),
        "proved": finding is not None,
    }
    if finding is None:
        nowhere = {"origin": "", "file": "", "line": 0}
        words = {"message": card.title, "change": card.change, "fix": part(None), "link": card.links[0]}
        return {**told, **nowhere, **words}
    return {**told, **_finding(finding, fix_of)}


def _finding(finding: Finding, fix_of: FixOf) -> dict[str, Any]:
    words, fix = words_of(finding.block), fix_of(finding)
    return {
        **place_part(finding.origin),
        "message": words.sentence,
        "change": words.change,
        "fix": part(fix),
        "link": words.link,
    }


def _later(finding: Finding, fix_of: FixOf) -> dict[str, Any]:
    return {"cause": str(finding.cause), "steps": list(map(str, finding.steps)), **_finding(finding, fix_of)}


def _excluded(excluded: Excluded, symptom: Symptom) -> dict[str, Any]:
    finding = excluded.finding
    return {
        "cause": str(excluded.cause),
        "because": away(excluded.reason, symptom),
        "origin": finding.origin.name if finding else "",
    }
