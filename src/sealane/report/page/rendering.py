"""Templates to HTML: every text escaped, made visible and masked, and a policy that forbids all but our own style.

Nothing that stands in a source becomes markup: a template's every value goes through `_shown` and then through Jinja's
escaping, and only what this package makes itself is `Markup`. https://jinja.palletsprojects.com/en/stable/templates/
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from markupsafe import Markup, escape

from sealane.report.escape import visible, visible_lines
from sealane.report.masking import masked
from sealane.report.style import capital

if TYPE_CHECKING:
    from jinja2.runtime import Context

HIDDEN: Final = "hidden_texts"
_STYLES: Final = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_SIZE: Final = re.compile(r'<svg[^>]* width="([0-9.]+)" height="([0-9.]+)"')
_SMALLEST: Final = 0.85
_TALL: Final = 1.6
_ON_PAPER: Final = Markup("\n@media print { .canvas svg.drawing { max-height: 160mm; } }")
_TEXTS: Final = re.compile(r"(?<=>)[^<>]+(?=<)|(?<=aria-label=\")[^\"]*|(?<=data-origin=\")[^\"]*")


def rendered(template: str, hidden: tuple[str, ...], **values: Any) -> str:
    """Render a template of this package, with `hidden` texts masked in every value."""
    return _environment().get_template(template).render({HIDDEN: hidden, **values})


def asset(name: str) -> Markup:
    """Return a style or a script of this package as it is."""
    environment = _environment()
    assert environment.loader is not None  # noqa: S101 - for type checkers: it was made with one
    source, _, _ = environment.loader.get_source(environment, name)
    return Markup(source.strip("\n"))  # noqa: S704 - a file of this package


def drawn(svg: str, hidden: tuple[str, ...]) -> Markup:
    """Return a drawing of `report/graph`, which escapes its own texts, with what is hidden masked in those."""
    parts, at = [], 0
    for found in _STYLES.finditer(svg):
        parts += [_masked_texts(svg[at : found.start()], hidden), found.group()]
        at = found.end()
    return Markup("".join([*parts, _masked_texts(svg[at:], hidden)]))  # noqa: S704 - made by us


def policy(styles: tuple[str, ...], script: str) -> str:
    """Return a content security policy under which a page runs this and asks for nothing.

    https://www.w3.org/TR/CSP3/
    """
    allowed = " ".join(map(_hash, styles))
    return f"default-src 'none'; style-src {allowed}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"


def legible(svg: str) -> Markup:
    """Return the style that lets a drawing shrink to its room only as far as its texts can still be read.

    On paper one that is not tall has its place below the answer, instead of a page of its own.
    """
    found = _SIZE.search(svg)
    if found is None:
        return Markup("")
    width, height = float(found[1]), float(found[2])
    least = Markup("\n.canvas svg.drawing {{ min-width: {}px; }}").format(int(width * _SMALLEST))
    return least + _ON_PAPER if height < _TALL * width else least


def styles_in(svg: str) -> tuple[str, ...]:
    """Return what stands in the style elements of a drawing."""
    return tuple(_STYLES.findall(svg))


def _masked_texts(svg: str, hidden: tuple[str, ...]) -> str:
    return _TEXTS.sub(lambda text: masked(text.group(), hidden), svg) if hidden else svg


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("sealane.report.page", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters |= {"sentence": _sentence, "lines": _lines, "breaks": _breaks}
    environment.filters |= {"ours": escape, "capital": capital}
    return environment


@pass_context
def _shown(context: Context, value: object) -> object:
    """Return a value as a template may show it; numbers and what is made by us stay as they are."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return masked(visible(value), context[HIDDEN])


@pass_context
def _sentence(context: Context, text: str) -> Markup:
    """Return a sentence of ours: what stands between backticks becomes code."""
    parts = [escape(part) for part in masked(visible(text), context[HIDDEN]).split("`")]
    if len(parts) % 2 == 0:
        return Markup("`").join(parts)
    shown = (Markup("<code>{}</code>").format(part) if at % 2 else part for at, part in enumerate(parts))
    return Markup("").join(shown)


@pass_context
def _lines(context: Context, text: str) -> Markup:
    """Return a text whose line breaks are meant, for preformatted elements."""
    return escape(masked(visible_lines(text), context[HIDDEN]))


@pass_context
def _breaks(context: Context, text: str) -> Markup:
    """Return a name that may be broken where its parts meet, so that a narrow screen shows all of it."""
    shown = escape(masked(visible(text), context[HIDDEN]))
    return Markup(re.sub(r"(?<=[./:_\]])(?=\w)", "<wbr>", shown))  # noqa: S704 - escaped above
