"""The end of a way as filters and routes see it: addresses, security groups, and what it stands for."""

from __future__ import annotations

from sealane.reachability.outcome import Reason
from sealane.records import dataclass
from sealane.world.address_sets import Intervals, address_text


@dataclass(frozen=True, slots=True)
class End:
    """One end of a way.

    Attributes:
        addresses: where it may be.
        each: whether a packet may have any of them, so that all must pass; else it is one of them and nobody knows
            which, so that only what is true of all is certain.
        groups: the security groups on its interface.
        groups_open: why there may be others.
        list_name: the AWS prefix list that it stands for, whose addresses these are as far as they are known.
        apart: whether it is known to be in none of AWS's prefix lists, as AWS's services without one are.

    """

    addresses: Intervals
    each: bool = True
    groups: frozenset[str] = frozenset()
    groups_open: tuple[Reason, ...] = ()
    list_name: str = ""
    apart: bool = False

    @property
    def bare(self) -> End:
        """The same end as what knows no groups sees it."""
        if not self.groups and not self.groups_open:
            return self
        return End(self.addresses, self.each, list_name=self.list_name, apart=self.apart)

    @property
    def text(self) -> str:
        """One address of it, for a packet that stands for all."""
        if self.list_name and not self.each:
            return self.list_name
        return address_text(self.addresses.first) if self.addresses else ""
