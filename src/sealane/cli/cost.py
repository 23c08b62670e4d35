"""`sealane cost`: what a source costs a month, and what other ways would cost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from sealane.cli.forms import form_options_with, forms, give
from sealane.cli.settings import Option, request_of, with_options
from sealane.cli.subjects import other_options, subject_of, subject_options

if TYPE_CHECKING:
    from sealane.report.style import Style

_SPEC: Final = "sealane.yaml"
_OPTIONS: Final = (
    Option(("--usage",), "said", "texts", "How much is used in a month: `log-gb=5`, `nat-gb=200`, …", "KIND=NUMBER"),
    Option(("--usage-file",), "usage_file", "text", "The same in a file, one `KIND: NUMBER` a line.", "FILE"),
    Option(
        ("--prices",), "prices", "text", "Prices that count before all others; see `sealane schema prices`.", "FILE"
    ),
    Option(("--live-prices",), "live_prices", "flag", "Ask AWS's price list; needs pricing:GetProducts."),
)


@click.command("cost", short_help="what a source costs a month, item by item")
@subject_options
@with_options(*_OPTIONS)
@form_options_with("markdown")
def command(
    formats: tuple[str, ...], outputs: tuple[str, ...], said: tuple[str, ...], usage_file: str, **options: Any
) -> None:
    """Bill what SOURCE shows: endpoints, tasks, NAT gateways, load balancers, logs, by dated prices.

    SOURCE is whatever `sealane prove` reads, a spec too; sealane.yaml when it is left out and there is one. An amount
    that is not known makes the sum unknown. The bill is held against NAT gateways and against central endpoints.

    Exit status: 0 the bill is printed, also one with an unknown sum, 2 bad input, 3 something could not be read.
    """
    from sealane.cli.talker import Talker
    from sealane.verbs.cost import cost
    from sealane.verbs.usage import usage_said

    chosen = forms(formats, outputs, "markdown")
    prices, live = options.pop("prices"), options.pop("live_prices")
    if not (options["source"] or options["live"] or options["sandbox"]) and Path(_SPEC).is_file():
        options["source"] = _SPEC
    usage = usage_said(said, usage_file, Path.cwd())
    subject = subject_of(options)
    with Talker() as talker:
        found = cost(subject, request_of(other_options(options)), talker, usage, prices=prices, live_prices=live)

    def text(style: Style) -> str:
        from sealane.report.cost.text import as_text

        return as_text(found, style)

    def data() -> object:
        from sealane.report.cost.document import as_json

        return as_json(found)

    def markdown() -> object:
        from sealane.report.cost.markdown import as_markdown

        return as_markdown(found)

    give(chosen, text, data, {"markdown": markdown})
