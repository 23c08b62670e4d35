"""Colours, fonts and signs. Colour is never the only sign: what fails is dashed and crossed, what is open is dotted."""

from __future__ import annotations

from typing import Final

# For each custom property: in the light, in the dark, and on paper. Whoever embeds the drawing may set those without
# `d-` in front.
_COLOURS: Final = {
    "paper": ("#ffffff", "#0f141b", "#ffffff"),
    "ink": ("#1b2430", "#e6edf3", "#000000"),
    "muted": ("#56616f", "#9aa7b4", "#333333"),
    "line": ("#c3ccd6", "#3a4654", "#999999"),
    "holds": ("#187533", "#4cc36a", "#1a5c2b"),
    "fails": ("#c1121f", "#ff7b72", "#b00010"),
    "unknown": ("#8a5a00", "#e3b341", "#704a00"),
    "seal": ("#26476b", "#8fb8de", "#000000"),
    "tint-vpc": ("#f6f8fa", "#141b24", "#ffffff"),
    "tint-private": ("#eaf2f8", "#182734", "#f4f4f4"),
    "tint-public": ("#eef6e6", "#1b2b1c", "#ffffff"),
}
_RULES: Final = """
.drawing text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;fill:var(--d-ink)}
.drawing .t-title{font-size:16px;font-weight:600}
.drawing .t-name{font-size:12.5px;font-weight:600}
.drawing .t-plain{font-size:12px}
.drawing .t-quiet{font-size:11px;fill:var(--d-muted)}
.drawing .paper{fill:var(--d-paper)}
.drawing .region>rect{fill:none;stroke:var(--d-muted);stroke-dasharray:2 4}
.drawing .vpc>rect{fill:var(--d-tint-vpc)}
.drawing .zone>rect{fill:none;stroke:var(--d-muted);stroke-dasharray:6 4}
.drawing .subnet>rect{stroke:var(--d-line);fill:var(--d-paper)}
.drawing .subnet.private>rect,.drawing .swatch.private{fill:var(--d-tint-private)}
.drawing .subnet.public>rect,.drawing .swatch.public{fill:var(--d-tint-public)}
.drawing .swatch{stroke:var(--d-line)}
.drawing .service>.frame{fill:var(--d-paper);stroke:var(--d-ink);stroke-width:1.25}
.drawing .task,.drawing .chip,.drawing .end{fill:var(--d-paper);stroke:var(--d-muted)}
.drawing .task{stroke:var(--d-line)}
.drawing .gate{fill:var(--d-paper);stroke:var(--d-seal);stroke-width:1.5}
.drawing .absent .chip,.drawing .absent .gate{stroke:var(--d-fails);stroke-dasharray:5 4}
.drawing .unsure .chip,.drawing .unsure .gate{stroke:var(--d-unknown);stroke-dasharray:2 4}
.drawing .wall{fill:none;stroke:var(--d-seal);stroke-width:7}
.drawing .core{fill:none;stroke:var(--d-paper);stroke-width:3}
.drawing .seal.unknown .wall{stroke-dasharray:12 7}
.drawing .seal.unknown .core{stroke:none}
.drawing .legend .seal.unknown .wall{stroke-dasharray:5 4}
.drawing .jamb{fill:none;stroke:var(--d-fails);stroke-width:3}
.drawing .port{fill:var(--d-paper);stroke:var(--d-seal);stroke-width:1.5}
.drawing .trunk{fill:none;stroke:var(--d-muted);stroke-width:1.5}
.drawing .dot,.drawing .head{fill:var(--d-tone);stroke:none}
.drawing .way{stroke:var(--d-tone);stroke-width:1.5;fill:none}
.drawing .rest{stroke:var(--d-tone);stroke-width:1.5;stroke-dasharray:3 5;opacity:.7}
.drawing .fails .way{stroke-width:2;stroke-dasharray:8 4}
.drawing .unknown .way{stroke-dasharray:2 4;stroke-width:2}
.drawing .leak .way{stroke-dasharray:none;stroke-width:2.5}
.drawing .hit{fill:transparent;stroke:none}
.drawing .arrow:hover .hit,.drawing .arrow:focus .hit{fill:var(--d-tone);fill-opacity:.12}
.drawing .arrow:focus{outline:2px solid var(--d-tone);outline-offset:-1px}
.drawing .sign{stroke:var(--d-paper);stroke-width:1.8;fill:none;stroke-linecap:round;stroke-linejoin:round}
.drawing .disc{fill:var(--d-tone);stroke:none}
.drawing .holds{--d-tone:var(--d-holds)}
.drawing .fails{--d-tone:var(--d-fails)}
.drawing .unknown{--d-tone:var(--d-unknown)}
.drawing .entrance{--d-tone:var(--d-ink)}
.drawing .tone{fill:var(--d-tone)}
.drawing .arrow text.t-name{fill:var(--d-tone)}
.drawing .seal text{fill:var(--d-tone)}
"""
# The shapes within a sign's disc.
SIGNS: Final = {
    "holds": "M-3.2 .2-1 2.6 3.4-2.4",
    "fails": "M-2.7-2.7 2.7 2.7M2.7-2.7-2.7 2.7",
    "unknown": "M-2.2-1.6C-2.2-4.4 2.2-4.4 2.2-1.7 2.2 .1 0 0 0 1.7M0 4V4.1",
}


def style() -> str:
    """Return the style sheet of a drawing."""
    light, dark, paper = (_set(number) for number in range(3))
    schemes = f"@media (prefers-color-scheme:dark){{.drawing{{{dark}}}}}\n@media print{{.drawing{{{paper}}}}}"
    return f"<style>\n.drawing{{{light}}}\n{schemes}{_RULES}</style>"


def _set(number: int) -> str:
    return ";".join(f"--d-{name}:var(--{name},{colours[number]})" for name, colours in _COLOURS.items())
