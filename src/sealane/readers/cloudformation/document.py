"""The bytes of a template to nodes, JSON or YAML."""

from __future__ import annotations

from sealane.errors import InputError, Place, Problem
from sealane.readers.cloudformation.json_text import nodes_of_json
from sealane.readers.cloudformation.node import ANATOMY, MAX_BYTES, Node
from sealane.readers.cloudformation.yaml_text import nodes_of_yaml


def document_of(content: bytes, file: str) -> Node:
    """Read a template.

    Raises:
        InputError: when it is too large, not UTF-8, neither JSON nor YAML, or no mapping.

    """
    place = Place(file=file)
    if len(content) > MAX_BYTES:
        what = f"the template is larger than {MAX_BYTES:,} bytes, and CloudFormation takes one megabyte"
        raise InputError(Problem(code="template-too-large", what=what, link=ANATOMY, place=place))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"byte {error.start} is no UTF-8"
        raise InputError(Problem(code="template-syntax", what=what, place=place)) from None
    root = nodes_of_json(text, file) if text.lstrip()[:1] == "{" and _is_json(text) else nodes_of_yaml(text, file)
    if not isinstance(root.value, dict):
        what = "a template is a mapping with `Resources`"
        raise InputError(Problem(code="template-unrecognised", what=what, link=ANATOMY, place=place))
    return root


def _is_json(text: str) -> bool:
    """Tell JSON from a YAML mapping in braces: JSON's first name stands between quotes."""
    return text.lstrip()[1:].lstrip()[:1] in ('"', "}")
