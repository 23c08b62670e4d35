"""Changes of the user's files for the findings of a proof, each shown only after the changed files were proved.

All changes are put together into one copy, which is linked and proved once; only when that is not good is each of them
proved by itself, which takes as long as a linking each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from sealane.errors import EnvironmentFailure, InputError
from sealane.proof.prove import prove
from sealane.records import dataclass
from sealane.verbs.mending.draft import Draft
from sealane.verbs.mending.judging import Mark, helps, marked
from sealane.verbs.mending.matter import Matter
from sealane.verbs.mending.unsure import Unsure
from sealane.verbs.mending.write import write

if TYPE_CHECKING:
    from sealane.fixes.change import Proposal
    from sealane.terraform.configuration.tree import Tree
    from sealane.verbs.mending.home import Home
    from sealane.verdicts.proof import Finding, Proof
    from sealane.world.world import World

# Each takes a linking, which is seconds.
_ALONE: Final = 8
# As many findings as anybody mends before asking again.
_MOST: Final = 50
_TOO_MANY: Final = "there are many findings at once: mend the first of them and ask again"
ProposalOf: TypeAlias = Callable[["Finding"], "Proposal | None"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A change as a diff that was proved to help; or why there is none. `folder` is where it applies, if elsewhere."""

    diff: str = ""
    reason: str = ""
    folder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    mark: Mark
    finding: Finding
    proposal: Proposal


class Mender:
    """The diffs of one directory."""

    def __init__(self, home: Home, world: World, proof: Proof, proposal_of: ProposalOf) -> None:
        """Take the directory, its world and proof; nothing is written or proved yet."""
        self.home = home
        self._world = world
        self._proof = proof
        self._proposal_of = proposal_of
        self._made: dict[int, Mended] | None = None
        self._together = Mended()

    def prepare(self) -> None:
        """Write and prove the changes now, which takes a linking; else it is done when the first is asked for."""
        self._all()

    def mended(self, finding: Finding) -> Mended:
        """Return the change for a finding of the proof."""
        return self._all().get(id(finding), Mended())

    def together(self) -> Mended:
        """Return one change for every finding that has one."""
        self._all()
        return self._together

    def _all(self) -> dict[int, Mended]:
        if self._made is None:
            self._made = self._make()
        return self._made

    def _make(self) -> dict[int, Mended]:
        tree = self.home.tree()
        made: dict[int, Mended] = {}
        written: list[_Written] = []
        for service in self._proof.services:
            for finding in service.findings:
                if len(made) >= _MOST:
                    made[id(finding)] = Mended(reason=_TOO_MANY)
                    continue
                proposal = self._proposal_of(finding)
                if proposal is None:
                    continue
                one = _Written(mark=marked(service, finding), finding=finding, proposal=proposal)
                made[id(finding)] = self._drafted(tree, [one])
                written += [one] if made[id(finding)].diff else []
        if written:
            self._prove(tree, written, made)
        return made

    def _prove(self, tree: Tree, written: list[_Written], made: dict[int, Mended]) -> None:
        """Keep what helps: all of it together, or else what helps by itself."""
        self._together, why = self._proved(tree, written)
        if self._together.diff:
            return
        good: list[_Written] = []
        for number, one in enumerate(written):
            alone, why = self._proved(tree, [one]) if number < _ALONE and len(written) > 1 else (Mended(), why)
            made[id(one.finding)] = alone if alone.diff else Mended(reason=why)
            good += [one] if alone.diff else []
        if len(good) == 1:
            self._together = made[id(good[0].finding)]
        elif good:
            self._together, _ = self._proved(tree, good)

    def _proved(self, tree: Tree, written: list[_Written]) -> tuple[Mended, str]:
        """Return the change for some findings when the changed directory is better; else nothing, and why."""
        mended = self._drafted(tree, written)
        if not mended.diff:
            return mended, mended.reason
        try:
            world = self.home.world(self._texts(tree, written))
        except (InputError, EnvironmentFailure) as refusal:
            return Mended(), f"Terraform does not take the changed files: {refusal.problems[0].what}"
        if helps(self._proof, prove(world), [one.mark for one in written]):
            return mended, ""
        return Mended(), "the directory with the change in it was proved, and was not better"

    def _drafted(self, tree: Tree, written: Iterable[_Written]) -> Mended:
        try:
            texts = self._texts(tree, written)
            return Mended(diff=self.home.diff(texts), folder=self.home.told_root(texts))
        except Unsure as unsure:
            return Mended(reason=unsure.reason)
        except Exception as error:  # noqa: BLE001 - no answer may be lost for a change that could not be written
            return Mended(reason=f"it could not be written: {type(error).__name__}")

    def _texts(self, tree: Tree, written: Iterable[_Written]) -> Mapping[Path, str]:
        draft = Draft(tree, Matter(world=self._world, findings=()))
        for one in written:
            draft.matter = Matter(world=self._world, findings=(one.finding,))
            write(draft, one.proposal)
        return draft.texts()
