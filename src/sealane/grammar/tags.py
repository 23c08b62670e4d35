"""Grammar of tags: the strictest of the services that get them.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html
"""

from __future__ import annotations

from typing import Final

SOURCE: Final = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html"
MOST: Final = 50
LONGEST_KEY: Final = 128
LONGEST_VALUE: Final = 256
ALLOWED: Final = "letters, digits and spaces of any script, and `_.:/=+-@`"
_SIGNS: Final = frozenset("_.:/=+-@")


def foreign_character(text: str) -> str:
    """Return the first character that a tag may not hold, empty when there is none.

    IAM, the strictest, allows the Unicode classes letter, separator and number besides the signs:
    https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html
    """
    import unicodedata

    return next((sign for sign in text if sign not in _SIGNS and unicodedata.category(sign)[0] not in "LZN"), "")


def is_reserved(text: str) -> bool:
    """Tell whether a key or value begins with `aws:` in any case, which AWS keeps for itself."""
    return text.lower().startswith("aws:")
