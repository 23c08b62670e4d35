"""`cost`: what a source costs a month, and what other ways to AWS's services would cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.pricing.alternatives import Alternative, alternatives
from sealane.pricing.bill import Bill
from sealane.pricing.bill_of import bill_of
from sealane.pricing.places import regions
from sealane.readers.recognise import Recognised, SourceKind, recognise
from sealane.records import dataclass
from sealane.verbs.observer import Observer, Stage
from sealane.verbs.prices import prices_for
from sealane.verbs.subject import STDIN, Subject, world_of

if TYPE_CHECKING:
    from sealane.pricing.usage import Usage
    from sealane.verbs.request import Request
    from sealane.world.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Costed:
    """The bill of a source, and what other ways would cost."""

    bill: Bill
    alternatives: tuple[Alternative, ...]
    world: World


def cost(
    subject: Subject, request: Request, observer: Observer, usage: Usage, *, prices: str = "", live_prices: bool = False
) -> Costed:
    """Read a source and bill it; nothing is written but what the live price list is kept in.

    Raises:
        InputError: when the source, the price file or an argument is wrong.
        EnvironmentFailure: when AWS, Terraform or the disk fails.

    """
    world = _world(subject, request, observer)
    found = prices_for(request, file=prices, live=regions(world) if live_prices else ())
    return Costed(bill=bill_of(world, found, usage), alternatives=alternatives(world, found, usage), world=world)


def _world(subject: Subject, request: Request, observer: Observer) -> World:
    """Read a source; a spec tells what it costs without Terraform."""
    if subject.source and subject.source != STDIN:
        found = recognise(request.folder / subject.source, subject.source)
        if found.kind is SourceKind.SPEC:
            observer.stage(Stage.READ_SPEC)
            return _of_spec(found, request)
    return world_of(subject, request, observer)


def _of_spec(found: Recognised, request: Request) -> World:
    from sealane.grammar.partitions import partition_of
    from sealane.pricing.intended import world_of_spec
    from sealane.spec.load import decode, load_plainly
    from sealane.verbs.aws import region_of
    from sealane.world.tasks import Setting
    from sealane.world.values import Unknown

    spec = load_plainly(decode(found.content, found.name), found.name).spec
    region = region_of(request, spec.region)
    account = Unknown("a price does not depend on the account")
    return world_of_spec(spec, Setting(partition=partition_of(region).name, region=region, account=account), found.name)
