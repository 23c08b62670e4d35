"""Which answer a name has: an exact one before a wildcard, the longest wildcard before a shorter one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from ipaddress import ip_address, ip_network

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.names import Answer, Resolver

# Names that nobody on the internet answers for: https://www.rfc-editor.org/rfc/rfc6761#section-6 and, for `internal`,
# https://www.icann.org/en/board-activities-and-meetings/materials/approved-resolutions-special-meeting-of-the-icann-board-29-07-2024-en
_NOWHERE = frozenset({"internal", "invalid", "local", "localhost", "test", "example", "onion", "arpa"})


class Zone:
    """Answers by name."""

    def __init__(self, answers: Iterable[Answer]) -> None:
        """Index the answers; of several of one name the first that applies to the asker counts."""
        self._exact: dict[str, list[Answer]] = {}
        self._below: dict[str, list[Answer]] = {}
        for answer in answers:
            parent = answer.name.removeprefix("*.")
            held = self._exact if parent == answer.name else self._below
            held.setdefault(parent, []).append(answer)

    def find(self, name: str, client: str) -> Answer | None:
        """Return the answer for an asker; one that is for others alone makes the name a name that does not exist."""
        for answers in self._candidates(name):
            for answer in answers:
                if _applies(answer, client):
                    return answer
            return Answer(name=name, exists=False)
        return None

    def _candidates(self, name: str) -> Iterator[list[Answer]]:
        if found := self._exact.get(name):
            yield found
        rest = name
        while "." in rest:
            rest = rest.partition(".")[2]
            if found := self._below.get(rest):
                yield found


class Names:
    """Everything a blueprint's resolvers answer."""

    def __init__(self, blueprint: Blueprint) -> None:
        """Index the answers of each resolver, and those of the internet's name servers."""
        self._own = {id(resolver): Zone(resolver.answers) for resolver in blueprint.resolvers}
        self._public = Zone(blueprint.public_names)
        self._elsewhere = tuple(ip_address(each) for each in blueprint.internet_address)

    def ask(self, resolver: Resolver, name: str, client: str) -> Answer:
        """Return what the resolver says of a name, which is lower-case and without a closing dot."""
        if found := self._own[id(resolver)].find(name, client):
            return found
        if not resolver.internet:
            return Answer(name=name, exists=False)
        return self._public.find(name, client) or self._by_the_internet(name)

    def _by_the_internet(self, name: str) -> Answer:
        labels = name.split(".")
        if len(labels) < 2 or labels[-1] in _NOWHERE:  # noqa: PLR2004 (nothing stands at a top-level domain)
            return Answer(name=name, exists=False)
        return Answer(name=name, addresses=self._elsewhere)


def addresses_of(answer: Answer, version: int) -> tuple[str, ...]:
    """Return an answer's addresses of one family."""
    return tuple(str(each) for each in answer.addresses if each.version == version)


def _applies(answer: Answer, client: str) -> bool:
    if not answer.clients:
        return True
    address = ip_address(client)
    return any(address in ip_network(block, strict=False) for block in answer.clients)
