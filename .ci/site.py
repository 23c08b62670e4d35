"""What the site needs beside its pages: folders in the navigation, pages from elsewhere, links that leave `docs/`."""

# ruff: noqa: INP001 - mkdocs loads this file by its path
from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File

ROOT = Path(__file__).resolve().parents[1]
ELSEWHERE = {"examples.md": "examples/README.md", "changes.md": "CHANGELOG.md"}
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\((?!https?:|#|mailto:)([^)#\s]+)(#[^)\s]*)?\)")


def on_config(config: Any) -> Any:  # noqa: ANN401 - a type of mkdocs
    """Put the pages of a folder where the navigation has the folder."""
    config.nav = [_expanded(entry, Path(config.docs_dir)) for entry in config.nav]
    return config


def on_files(files: Any, config: Any) -> Any:  # noqa: ANN401 - types of mkdocs
    """Add the pages that are kept elsewhere in the repository."""
    for name, source in ELSEWHERE.items():
        files.append(File.generated(config, name, content=(ROOT / source).read_text(encoding="utf-8")))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:  # noqa: ANN401 - types of mkdocs
    """Lead links to pages from elsewhere to where they are here; what the site does not have is named only."""
    source = ELSEWHERE.get(page.file.src_uri, f"docs/{page.file.src_uri}")
    return _LINK.sub(lambda found: _link(found, source, page.file.src_uri), markdown)


def _link(found: re.Match[str], source: str, here: str) -> str:
    text, target, anchor = found[1], found[2], found[3] or ""
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
    moved = {path: name for name, path in ELSEWHERE.items()}.get(whole)
    if moved is None and whole.startswith("docs/"):
        moved = whole.removeprefix("docs/")
    if moved is None:
        # A broken link stays one, so that the build says so.
        return text if (ROOT / whole).exists() else found[0]
    return f"[{text}]({posixpath.relpath(moved, posixpath.dirname(here) or '.')}{anchor})"


def _expanded(entry: Any, docs: Path) -> Any:  # noqa: ANN401 - entries of the navigation are of any depth
    if not isinstance(entry, dict):
        return entry
    ((title, inner),) = entry.items()
    if isinstance(inner, list):
        return {title: [_expanded(one, docs) for one in inner]}
    if not inner.endswith("/"):
        return entry
    names = sorted(path.name for path in (docs / inner).glob("*.md") if path.name != "README.md")
    return {title: [f"{inner}README.md", *(f"{inner}{name}" for name in names)]}
