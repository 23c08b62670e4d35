"""The register of gaps, and the seam they are closed at."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

from sealane.sandbox import gaps, seam


class Fake:
    """Stands for a class of moto's."""

    def greet(self, name: str) -> str:
        """Greet."""
        return f"hello {name}"

    @staticmethod
    def add(one: int, two: int) -> int:
        """Add."""
        return one + two


def test_every_gap_is_registered_and_says_what_it_is_about() -> None:
    """Each file is in the register, tells AWS's side with a link and moto's side, and can be closed."""
    files = {found.name for found in pkgutil.iter_modules(gaps.__path__)}
    assert files == {name for names in gaps.REGISTRY.values() for name in names}
    for name in files:
        module = importlib.import_module(f"sealane.sandbox.gaps.{name}")
        told = module.__doc__ or ""
        assert "\nAWS" in told, name
        assert "\nmoto 5.2: " in told, name
        assert "https://docs.aws.amazon.com/" in told, name
        assert callable(module.close)


def test_around_gives_the_original_first() -> None:
    """Methods and static methods can both be put a function around."""

    class Subject(Fake):
        """Takes the change alone."""

    @seam.around(Subject, "greet")
    def louder(original: seam.Original, self: Fake, name: str) -> str:
        return str(original(self, name)).upper()

    @seam.around(Subject, "add")
    def doubled(original: seam.Original, one: int, two: int) -> int:
        return 2 * int(original(one, two))

    assert Subject().greet("you") == "HELLO YOU"
    assert Subject().add(1, 2) == Subject.add(1, 2) == 6
    assert Fake().greet("you") == "hello you"


def test_a_method_moto_no_longer_has_is_an_error() -> None:
    """A gap around nothing is noticed when it is closed, not passed over."""
    with pytest.raises(AttributeError):
        seam.around(Fake, "wave")


def test_missing_yields_to_what_moto_has_learned() -> None:
    """A method is added where there is none, and left alone where there is one."""
    kind = type("Subject", (Fake,), {})

    @seam.missing(kind, "wave")
    def wave(_self: Fake) -> str:
        return "waves"

    @seam.missing(kind, "greet")
    def greet(_self: Fake, _name: str) -> str:
        return "ours"

    assert kind().wave() == "waves"
    assert kind().greet("you") == "hello you"
