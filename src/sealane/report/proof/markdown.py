"""A proof for a pull request: the answer, a table of what to change, the evidence folded away.

https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/organizing-information-with-collapsed-sections
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.report.escape import html_sentence, literal, markdown, markdown_block, markdown_cell, markdown_sentence
from sealane.report.masking import masked
from sealane.report.paragraph import counted, joined
from sealane.report.proof.chain import chain_lines
from sealane.report.proof.closing import closing
from sealane.report.proof.fixing import no_fix
from sealane.report.proof.groups import Group, advice_groups, by_cause, finding_groups
from sealane.report.proof.headline import headline
from sealane.report.proof.undecided import doubts
from sealane.report.style import Style, capital
from sealane.verdicts.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sealane.report.proof.fixing import FixOf
    from sealane.verdicts.acceptance import Weighed

_STYLE: Final = Style(colour=False, unicode=True, width=100)
_MARKS: Final = {Verdict.HOLDS: "✅", Verdict.FAILS: "❌", Verdict.UNKNOWN: "❓"}
# Of each cause the first finding is told in full, and the other forms have all.
_ROWS: Final = 50
_DETAILS: Final = 10
_NAMES: Final = 20
# A comment may have 65,536 characters, and whoever posts it puts a mark before it. What is told first and always, as
# the table, gets a part of the room each, however long the names in it are.
LIMIT: Final = 65_000
_ROOM: Final = 12_000
_GAP: Final = "\n\n"
_LEFT_OUT: Final = "<sub>Left out, for a comment has room for no more: {count}; the other forms have all of it.</sub>"


def as_markdown(weighed: Weighed, fix_of: FixOf = no_fix) -> str:
    """Render a whole proof; it ends without a line break."""
    groups = finding_groups(weighed)
    told = [kind[0] for kind in by_cause(group for group in groups if group.accepted is None)][:_DETAILS]
    parts = [
        *((part, True) for part in (*_head(weighed), *_table(groups))),
        *((_details(group, fix_of), False) for group in told),
        *((part, True) for part in _doubts(weighed)),
        *((part, False) for part in (*_advice(weighed), *_holding(weighed))),
        *(
            (part, True)
            for part in _shortened((f"<sub>{html_sentence(line)}</sub>" for line in _closing(weighed)), _GAP)
        ),
    ]
    hidden = weighed.proof.source.masked
    return masked(_GAP.join(_fitting([(masked(part, hidden), always) for part, always in parts])), hidden)


def _fitting(parts: list[tuple[str, bool]]) -> list[str]:
    """Keep what is always told, and of the rest as much as there is room for; what is left out is said at the end."""
    room = LIMIT - len(_LEFT_OUT) - sum(len(part) + len(_GAP) for part, always in parts if always)
    kept, left = [], 0
    for part, always in parts:
        if not always:
            if len(part) + len(_GAP) > room:
                left += 1
                continue
            room -= len(part) + len(_GAP)
        kept.append(part)
    return [*kept, _LEFT_OUT.format(count=counted(left, "part", "parts"))] if left else kept


def _head(weighed: Weighed) -> list[str]:
    verdict, source = weighed.verdict, weighed.proof.source.name
    answer = f"{markdown_sentence(literal(source))}: {markdown(headline(weighed))}"
    return [f"### {_MARKS[verdict]} sealane: {verdict.value}", *_shortened([answer])]


def _shortened(lines: Iterable[str], between: str = "\n") -> list[str]:
    """Return the first lines that fit a part's room, put together; none is cut within, where its markup would break."""
    kept: list[str] = []
    room = _ROOM
    for line in lines:
        room -= len(line) + len(between)
        if room < 0:
            break
        kept.append(line)
    return [between.join(kept)] if kept else []


def _table(groups: tuple[Group, ...]) -> list[str]:
    if not groups:
        return []
    rows = ["| | cause | what is wrong | where | services |", "| --- | --- | --- | --- | --- |"]
    parts = _shortened([*rows, *map(_row, groups[:_ROWS])])
    shown = parts[0].count("\n") - 1
    if len(groups) > shown:
        parts.append(f"{len(groups) - shown:,} more are in the other forms.")
    return parts


def _row(group: Group) -> str:
    mark, sentence = "❌", capital(group.sentence)
    cell = markdown_cell(sentence)
    if group.accepted is not None:
        until = f", until {group.accepted.until}" if group.accepted.until else ""
        mark, cell = "☑️", f"{cell}<br>accepted: {markdown_cell(group.accepted.because)}{until}"
    cause = f"[`{group.cause}`]({group.words.link})" if group.words.link else f"`{group.cause}`"
    where = markdown_cell(literal(group.place or group.name))
    names = [service.service.origin.name for service in group.services]
    services = markdown_cell(literal(names[0])) if len(names) == 1 else f"{len(names):,}"
    return f"| {mark} | {cause} | {cell} | {where} | {services} |"


def _details(group: Group, fix_of: FixOf) -> str:
    names = [service.service.origin.name for service in group.services]
    of = literal(names[0]) if len(names) == 1 else counted(len(names), "service")
    stops = f"stops {joined(group.steps)} of {of}" if group.steps else f"concerns {of}"
    parts = [markdown_sentence(capital(stops))]
    chain = chain_lines(group.services[0], group.finding, _STYLE, named=len(names) > 1)
    parts += [markdown_block("\n".join(chain), "text")] if chain else []
    where = f"{literal(group.place)} {literal(group.name)}" if group.place else literal(group.name)
    change = f": {markdown_sentence(group.words.change)}" if group.words.change else ""
    parts.append(f"**Change** {markdown_sentence(where)}{change}")
    fix = fix_of(group.finding)
    if fix is not None and fix.diff:
        parts.append(markdown_block(fix.diff.strip("\n"), "diff"))
    elif fix is not None and fix.terraform:
        parts.append(markdown_block(fix.terraform, "hcl"))
    if fix is not None and fix.cli:
        parts.append(markdown_block(fix.cli, "sh"))
    if len(names) > 1:
        parts.append(_folded(counted(len(names), "service"), names))
    return _fold(f"{group.cause}: {capital(group.sentence)}", "\n\n".join(parts))


def _doubts(weighed: Weighed) -> list[str]:
    every = doubts(weighed.proof)
    if not every:
        return []
    lines = []
    for doubt in every[:_ROWS]:
        steps = f"{', '.join(doubt.steps)} of " if doubt.steps else ""
        action = f"; allow {literal(doubt.action)} and ask again" if doubt.action else ""
        of = counted(len(doubt.services), "service")
        lines.append(f"- {markdown(doubt.reason)}: leaves {markdown(steps)}{of} open{markdown_sentence(action)}")
    title = f"❓ not known, for {counted(len(every), 'reason')}"
    return [_fold(title, body, open_=True) for body in _shortened(lines) or ["- the reasons are in the other forms"]]


def _advice(weighed: Weighed) -> list[str]:
    groups = advice_groups(weighed)
    if not groups:
        return []
    lines = [f"- {markdown_sentence(f'{group.sentence}; {group.words.change}')}" for group in groups[:_ROWS]]
    return [_fold(f"💡 {counted(len(groups), 'piece')} of advice", "\n".join(lines))]


def _holding(weighed: Weighed) -> list[str]:
    names = [one.service.origin.name for one in weighed.proof.services if one.verdict is Verdict.HOLDS]
    if not names or len(weighed.proof.services) == 1:
        return []
    count = counted(len(names), "service starts and is sealed", "services start and are sealed")
    return [_folded(f"✅ {count}", names)]


def _closing(weighed: Weighed) -> list[str]:
    """Take the closing lines of the text without its line breaks."""
    return [line for line in closing(weighed, Style(width=1_000_000)).splitlines() if line]


def _folded(title: str, names: Iterable[str]) -> str:
    every = list(names)
    lines = [f"- {markdown_sentence(literal(name))}" for name in every[:_NAMES]]
    if len(every) > _NAMES:
        lines.append(f"- and {len(every) - _NAMES:,} more")
    return _fold(title, "\n".join(lines))


def _fold(title: str, body: str, *, open_: bool = False) -> str:
    return f"<details{' open' if open_ else ''}><summary>{html_sentence(title)}</summary>\n\n{body}\n\n</details>"
