"""A proof for a tired person: the verdict, what to change, what nobody knows, what holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.report.escape import visible
from sealane.report.fix import lines as fix_lines
from sealane.report.masking import masked
from sealane.report.paragraph import counted, field, joined, paragraph, some_of
from sealane.report.proof.chain import chain_lines
from sealane.report.proof.closing import closing
from sealane.report.proof.fixing import no_fix
from sealane.report.proof.groups import Group, advice_groups, by_cause, finding_groups
from sealane.report.proof.headline import headline
from sealane.report.proof.undecided import Doubt, doubts
from sealane.report.style import capital
from sealane.verdicts.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sealane.report.proof.fixing import FixOf
    from sealane.report.style import Style
    from sealane.verdicts.acceptance import Weighed
    from sealane.verdicts.fix import Fix

_COLOURS: Final = {Verdict.HOLDS: "green", Verdict.FAILS: "red", Verdict.UNKNOWN: "yellow"}
_LABEL = 6
# How many findings of one cause are told in full, how many more get a line, and how many doubts are told.
_FULL = 3
_LINES = 8
_DOUBTS = 8


def as_text(weighed: Weighed, style: Style, fix_of: FixOf = no_fix) -> str:
    """Tell the whole proof; it ends without a line break."""
    groups = finding_groups(weighed)
    parts = [_head(weighed, style)]
    shown: set[str] = set()
    for kind in by_cause(group for group in groups if group.accepted is None):
        parts += _kind(kind, style, fix_of, shown)
    parts += _doubts(weighed, style)
    tail = [*_accepted_of(groups, style), *_holding(weighed, style), *_advice(weighed, style)]
    parts += ["\n".join(tail)] if tail else []
    end = closing(weighed, style)
    return masked("\n\n".join([*parts, end] if end else parts), weighed.proof.source.masked)


def accepted_text(weighed: Weighed, style: Style) -> str:
    """Tell only what is accepted, and why; nothing when nothing is."""
    return masked("\n".join(_accepted_of(finding_groups(weighed), style)), weighed.proof.source.masked)


def _head(weighed: Weighed, style: Style) -> str:
    verdict = weighed.verdict
    word = verdict.value.upper()
    head = f"{word}  "
    text = paragraph(f"{weighed.proof.source.name}: {headline(weighed)}", style, head)
    return style.paint(head, "bold", _COLOURS[verdict]) + style.paint(text[len(head) :], "bold")


def _kind(groups: tuple[Group, ...], style: Style, fix_of: FixOf, shown: set[str]) -> list[str]:
    """Tell the first findings of one cause in full and the rest in a line each, so that many are no wall."""
    full = _FULL if len(groups) <= _FULL else 1
    parts = [_finding(group, style, fix_of, shown) for group in groups[:full]]
    rest = groups[full:]
    if rest:
        cross = style.paint(style.mark("✗", "X"), "red")
        lines = [f"{cross} {style.paint(f'and {len(rest):,} more of the same kind', 'bold')} [{rest[0].cause}]"]
        lines += [_short(group, style) for group in rest[:_LINES]]
        if len(rest) > _LINES:
            left = len(rest) - _LINES
            lines.append(paragraph(f"{left:,} more are listed by `--format json`", style, "  "))
        parts.append("\n".join(lines))
    return parts


def _finding(group: Group, style: Style, fix_of: FixOf, shown: set[str]) -> str:
    mark = style.mark("✗", "X")
    sentence = paragraph(f"{capital(group.sentence)} [{group.cause}]", style, f"{mark} ")
    lines = [style.paint(mark, "red", "bold") + style.paint(sentence[len(mark) :], "bold")]
    lines.append(paragraph(_stops(group, style), style, "  "))
    chain = chain_lines(group.services[0], group.finding, style, named=len(group.services) > 1)
    lines += ["", *chain] if chain else []
    lines += ["", *_change(group, style, fix_of(group.finding), shown)]
    return "\n".join(lines)


def _stops(group: Group, style: Style) -> str:
    """Say what the finding does to whom."""
    names = [service.service.origin.name for service in group.services]
    steps = joined(group.steps)
    count = counted(len(names), "service")
    of = some_of(names, style.width - 8) if len(names) == 1 else f"{count}: {some_of(names, 2 * style.width)}"
    return f"stops {steps} of {of}" if group.steps else f"concerns {of}"


def _change(group: Group, style: Style, fix: Fix | None, shown: set[str]) -> list[str]:
    where = f"{group.place}  {group.name}" if group.place else group.name
    lines = [
        field("where", where, style, _LABEL),
        field("change", capital(group.words.change), style, _LABEL),
    ]
    lines += fix_lines(fix, style, _LABEL, shown)
    if group.words.link:
        lines.append(field("see", group.words.link, style, _LABEL))
    lines.append(field("more", f"`sealane explain {group.cause}`", style, _LABEL))
    return lines


def _short(group: Group, style: Style) -> str:
    count = "" if len(group.services) == 1 else f" ({counted(len(group.services), 'service')})"
    place = f"{group.place}  " if group.place else ""
    return paragraph(f"{place}{group.name}{count}", style, "  ", "    ")


def _accepted_of(groups: Iterable[Group], style: Style) -> list[str]:
    return [_accepted(group, style) for group in groups if group.accepted is not None]


def _accepted(group: Group, style: Style) -> str:
    acceptance = group.accepted
    because = "" if acceptance is None else acceptance.because
    until = f" (until {acceptance.until})" if acceptance is not None and acceptance.until else ""
    text = f"accepted: {group.sentence} [{group.cause}], because {because}{until}"
    return style.paint(paragraph(text, style, f"{style.mark('~', '~')} "), "yellow")


def _doubts(weighed: Weighed, style: Style) -> list[str]:
    every = doubts(weighed.proof)
    parts = [_doubt(doubt, style) for doubt in every[:_DOUBTS]]
    if len(every) > _DOUBTS:
        parts.append(f"? {len(every) - _DOUBTS:,} more reasons are listed by `--format json`")
    return parts


def _doubt(doubt: Doubt, style: Style) -> str:
    head = paragraph(f"Not known: {doubt.reason}", style, "? ")
    lines = [style.paint("?", "yellow", "bold") + style.paint(head[1:], "bold")]
    names = list(doubt.services)
    of = names[0] if len(names) == 1 else counted(len(names), "service")
    steps = f"{', '.join(doubt.steps)} of " if doubt.steps else ""
    lines.append(paragraph(f"leaves {steps}{of} open", style, "  "))
    if doubt.action:
        lines.append(paragraph(f"allow `{doubt.action}` and ask again", style, "  "))
    return "\n".join(lines)


def _holding(weighed: Weighed, style: Style) -> list[str]:
    names = [one.service.origin.name for one in weighed.proof.services if one.verdict is Verdict.HOLDS]
    if not names or len(weighed.proof.services) == 1:
        return []
    count = counted(len(names), "service starts and is sealed", "services start and are sealed")
    head = f"{style.mark('✓', 'ok')} {count}: "
    line = head + visible(some_of(names, style.width - len(head)))
    return [style.paint(line, "green")]


def _advice(weighed: Weighed, style: Style) -> list[str]:
    lines = []
    for kind in by_cause(advice_groups(weighed)):
        first, more = kind[0], len(kind) - 1
        also = f" (and {more:,} more)" if more else ""
        text = f"advice: {first.words.sentence}{also}; {first.words.change} [{first.cause}]"
        lines.append(style.paint("!", "yellow") + paragraph(text, style, "! ")[1:])
    return lines
