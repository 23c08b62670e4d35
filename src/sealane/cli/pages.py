"""A proof as a page: what it was made from is looked at while it is read, everything else when the page is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sealane.readers.recognise import Recognised
    from sealane.report.proof.fixing import FixOf
    from sealane.verbs.prove import Proved
    from sealane.verbs.provenance import Provenance


class Page:
    """Waits for the source, and then makes the page."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        """Take the environment, which may fix a date; until a source is seen it is the live account.

        Raises:
            InputError: when that date is none.

        """
        from sealane.verbs.provenance import provenance_of

        self._environ = environ
        self._provenance: Provenance = provenance_of(None, environ)

    def seen(self, found: Recognised) -> None:
        """Take note of what the source is."""
        from sealane.verbs.provenance import provenance_of

        self._provenance = provenance_of(found, self._environ)

    def html(self, proved: Proved, fix_of: FixOf) -> str:
        """Render the page."""
        from sealane.drawing.picture_of import picture_of
        from sealane.pricing.alternatives import alternatives
        from sealane.pricing.bill_of import bill_of
        from sealane.pricing.usage import Usage
        from sealane.report.graph.svg import as_svg
        from sealane.report.page.bill import bill_view
        from sealane.report.page.document import Reported, as_html
        from sealane.verbs.prices import shipped

        weighed, world = proved.weighed, proved.world
        prices, usage = shipped(), Usage()
        reported = Reported(
            weighed=weighed,
            world=world,
            evidence=proved.evidence(),
            provenance=self._provenance,
            drawing=as_svg(picture_of(world, weighed), embedded=True) if weighed.proof.services else "",
            bill=bill_view(bill_of(world, prices, usage), alternatives(world, prices, usage)),
        )
        return as_html(reported, fix_of)
