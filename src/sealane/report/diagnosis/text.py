"""A diagnosis for a tired person: what failed, why, what to change, and what it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.diagnosis.evidence.sign import Use
from sealane.report.blocks import words_of
from sealane.report.causes import card_of
from sealane.report.diagnosis.families import means, to_do
from sealane.report.diagnosis.message import message_lines
from sealane.report.diagnosis.reasons import away, towards
from sealane.report.diagnosis.shows import line, shown
from sealane.report.diagnosis.signs import meaning, place, says, silence
from sealane.report.escape import visible
from sealane.report.fix import lines as fix_lines
from sealane.report.masking import masked
from sealane.report.paragraph import counted, field, joined, paragraph
from sealane.report.proof.fixing import no_fix
from sealane.report.style import capital
from sealane.verdicts.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sealane.diagnosis.diagnosis import Diagnosis, Ranked
    from sealane.report.proof.fixing import FixOf
    from sealane.report.style import Style
    from sealane.verbs.diagnose import Diagnosed, Stopped
    from sealane.verdicts.proof import Finding

_LABEL: Final = 7
# How many causes that are only possible are told, how many further diagnoses, and how many lines of what is ruled out.
_POSSIBLE: Final = 6
_OTHERS: Final = 5
_AWAY: Final = 4
_SIGNS: Final = 8


def as_text(diagnosed: Diagnosed, style: Style, fix_of: FixOf = no_fix) -> str:
    """Tell every diagnosis; it ends without a line break."""
    if not diagnosed.stopped and diagnosed.unread:
        actions = joined([f"`{action}`" for action in diagnosed.unread])
        text = (
            f"{diagnosed.source}: stopped tasks were not read; allow {actions}, or save what it answers, and ask again"
        )
        return paragraph(text, style, "UNKNOWN  ")
    if not diagnosed.stopped:
        text = paragraph(
            f"{diagnosed.source}: no stopped task and no event tells of a failed start", style, "NOTHING  "
        )
        return f"{text}\n{paragraph('ECS forgets stopped tasks after about an hour', style, ' ' * 9)}"
    first, *others = diagnosed.stopped
    parts = [_stopped(first, style, fix_of, diagnosed.records)]
    if others:
        more = [_short(one, style) for one in others[:_OTHERS]]
        left = len(others) - _OTHERS
        more += [f"  and {left:,} more in `--format json`"] if left > 0 else []
        parts.append("\n".join([style.paint("Others that stopped", "bold"), *more]))
    return masked("\n\n".join(parts), diagnosed.masked)


def _stopped(stopped: Stopped, style: Style, fix_of: FixOf, records: int) -> str:
    diagnosis = stopped.diagnosis
    shown: set[str] = set()
    parts = [_head(stopped, style), "\n".join(message_lines(diagnosis.symptom, style))]
    proved = enumerate(_proved(diagnosis), start=1)
    parts += [_cause(number, one, diagnosis, style, fix_of, shown) for number, one in proved]
    parts += ["\n".join(lines) for lines in (list(_possible(diagnosis, style)), list(_unexplained(diagnosis, style)))]
    parts += ["\n".join(_evidence(stopped, records, style))]
    parts += ["\n".join(lines) for lines in (list(_ruled_out(diagnosis, style)), list(_later(diagnosis, style)))]
    if not _proved(diagnosis):
        parts.append("\n".join(_commands(diagnosis, style)))
    return "\n\n".join(part for part in parts if part)


def _head(stopped: Stopped, style: Style) -> str:
    diagnosis = stopped.diagnosis
    symptom = diagnosis.symptom
    word = "UNKNOWN  " if symptom.family is None else "FAILED  " if symptom.steps or diagnosis.causes else "STOPPED  "
    service = diagnosis.service.name if diagnosis.service else stopped.task.service
    of = f"{service}: " if service else ""
    step = f" ({joined(symptom.steps)})" if symptom.steps else ""
    times = f", {counted(stopped.count, 'task')} alike" if stopped.count > 1 else ""
    text = paragraph(f"{of}{means(symptom)}{step}{times}", style, word)
    return style.paint(word, "bold", "red") + style.paint(text[len(word) :], "bold")


def _proved(diagnosis: Diagnosis) -> list[Ranked]:
    return [one for one in diagnosis.causes if one.finding is not None]


def _cause(number: int, ranked: Ranked, diagnosis: Diagnosis, style: Style, fix_of: FixOf, shown: set[str]) -> str:
    finding = ranked.finding
    if finding is None:
        return ""
    words, fix = words_of(finding.block), fix_of(finding)
    mark = f"{number}. "
    sentence = paragraph(f"{capital(words.sentence)} [{ranked.cause}]", style, mark)
    origin = finding.origin
    at = f"{origin.file}:{origin.line}" if origin.line else origin.file
    place = f"{at}  " if at else ""
    lines = [style.paint(mark, "red", "bold") + style.paint(sentence[len(mark) :], "bold")]
    lines.append(field("because", towards(ranked.reason, diagnosis.symptom), style, _LABEL))
    lines.append(field("where", f"{place}{origin.name}", style, _LABEL))
    lines.append(field("change", capital(words.change), style, _LABEL))
    lines += fix_lines(fix, style, _LABEL, shown)
    lines.append(field("more", f"`sealane explain {ranked.cause}`", style, _LABEL))
    return "\n".join(lines)


def _possible(diagnosis: Diagnosis, style: Style) -> Iterator[str]:
    """Tell causes that nothing proves, the likeliest first."""
    causes = [one for one in diagnosis.causes if one.finding is None]
    if not causes:
        return
    head = "The cause" if diagnosis.proved else "Possible causes, the likeliest first"
    yield style.paint(head, "bold")
    yield paragraph(f"because {towards(causes[0].reason, diagnosis.symptom)}", style, "  ")
    for number, one in enumerate(causes[:_POSSIBLE], start=1):
        yield paragraph(f"{capital(card_of(one.cause).title)} [{one.cause}]", style, f"  {number}. ")
    if diagnosis.proved:
        yield paragraph(capital(card_of(causes[0].cause).change), style, "  ")
    left = causes[_POSSIBLE:]
    if left:
        yield paragraph(f"less likely: {', '.join(one.cause for one in left)}", style, "  ")
    yield paragraph(f"`sealane explain {causes[0].cause}` tells the evidence and the repair", style, "  ")


def _unexplained(diagnosis: Diagnosis, style: Style) -> Iterator[str]:
    """Say what is left to do when there is no cause to name."""
    if diagnosis.causes:
        return
    if diagnosis.step_now is Verdict.HOLDS:
        text = "As the world is now this step works: something was changed since, or the trouble has passed"
        yield paragraph(text, style, f"{style.mark('✓', 'ok')} ")
        return
    pointing = any(sign.towards and sign.use is Use.HEEDED for sign in diagnosis.signs)
    if pointing and diagnosis.step_now is Verdict.FAILS:
        text = "What the logs point to stands in nobody's way as the world is now: it was changed since"
        yield paragraph(text, style)
        return
    told = to_do(diagnosis.symptom)
    if told:
        yield style.paint("What to do", "bold")
        yield paragraph(capital(told), style, "  ")


def _evidence(stopped: Stopped, records: int, style: Style) -> Iterator[str]:
    """Tell what the logs say, with the place of each record, and that they say nothing where they were given."""
    diagnosis = stopped.diagnosis
    if not diagnosis.signs and not records:
        return
    yield style.paint("What the logs say", "bold")
    if not diagnosis.signs:
        yield paragraph(silence(records, known=bool(stopped.task.id)), style, "  - ")
    for sign in diagnosis.signs[:_SIGNS]:
        follows = meaning(sign)
        yield paragraph(f"{says(sign)}{f': {follows}' if follows else ''} ({place(sign)})", style, "  - ")
    left = len(diagnosis.signs) - _SIGNS
    if left > 0:
        yield f"  and {left:,} more in `--format json`"


def _ruled_out(diagnosis: Diagnosis, style: Style) -> Iterator[str]:
    """Tell what it is not: what the world has nevertheless one by one, and the rest by its reason."""
    if not diagnosis.ruled_out:
        return
    yield style.paint("Ruled out", "bold")
    by_reason: dict[str, list[str]] = {}
    for one in diagnosis.ruled_out:
        name = f"{one.cause} of {one.finding.origin.name}" if one.finding else str(one.cause)
        by_reason.setdefault(away(one.reason, diagnosis.symptom), []).append(name)
    for why, names in list(by_reason.items())[:_AWAY]:
        more = f" and {len(names) - _POSSIBLE} more" if len(names) > _POSSIBLE else ""
        yield paragraph(f"{', '.join(names[:_POSSIBLE])}{more}: {why}", style, "  - ")


def _later(diagnosis: Diagnosis, style: Style) -> Iterator[str]:
    if not diagnosis.later:
        return
    yield style.paint("Repair these too, or the next start stops there", "bold")
    for finding in diagnosis.later:
        yield paragraph(_line(finding), style, "  - ")


def _line(finding: Finding) -> str:
    return f"{capital(words_of(finding.block).sentence)} [{finding.cause}], stops {joined(finding.steps)}"


def _commands(diagnosis: Diagnosis, style: Style) -> Iterator[str]:
    """Tell the commands that would decide; a command is never broken, so that it can be copied."""
    if diagnosis.open or diagnosis.commands:
        yield style.paint("What would decide", "bold")
    for reason in diagnosis.open[:_AWAY]:
        yield paragraph(f"not read: {reason.reason}", style, "  ? ")
    for command in diagnosis.commands:
        yield paragraph(f"# {shown(command)}", style, "  ")
        yield f"  {visible(line(command))}"


def _short(stopped: Stopped, style: Style) -> str:
    diagnosis = stopped.diagnosis
    cause = f" [{diagnosis.causes[0].cause}]" if diagnosis.causes else ""
    service = diagnosis.service.name if diagnosis.service else stopped.task.service or "a task"
    return paragraph(f"{service}: {means(diagnosis.symptom)}{cause}", style, "  - ")
