"""A diagnosis with the evidence of logs, held against the one without it: no cause comes back that was ruled out."""

from __future__ import annotations

from sealane.diagnosis.diagnosis import Diagnosis
from sealane.diagnosis.evidence.sign import Sign
from sealane.records import replace


def with_signs(plain: Diagnosis, heard: Diagnosis, signs: tuple[Sign, ...]) -> Diagnosis:
    """Return the diagnosis that heeds signs, without any cause that the one without them rules out."""
    left = {one.cause for one in plain.causes}
    gone = {one.cause for one in plain.ruled_out} - left
    causes = tuple(one for one in heard.causes if one.cause not in gone)
    told = {one.cause for one in heard.ruled_out} | {one.cause for one in causes}
    still = tuple(one for one in plain.ruled_out if one.cause not in told)
    return replace(heard, causes=causes, ruled_out=(*heard.ruled_out, *still), signs=signs)
