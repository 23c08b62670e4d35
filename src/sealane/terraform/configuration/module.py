"""A module: the blocks of the files in one folder."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sealane.terraform.configuration.blocks import Block, blocks_of, unquoted
from sealane.terraform.configuration.json_blocks import json_blocks_of

AWS_SOURCE = "hashicorp/aws"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of a module with its text."""

    path: Path
    text: str
    blocks: tuple[Block, ...]

    @property
    def is_json(self) -> bool:
        """Whether it is in JSON syntax."""
        return self.path.name.endswith(".json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A module; `path` are the names of the calls that lead to it, `folder` is where its files are."""

    path: tuple[str, ...]
    folder: Path
    files: tuple[File, ...]

    def blocks(self, kind: str) -> Iterator[Block]:
        """Yield the blocks of a type in the order of the files."""
        return (block for file in self.files for block in file.blocks if block.type == kind)

    @property
    def address(self) -> str:
        """Its address without indices, empty for the root."""
        return ".".join(f"module.{name}" for name in self.path)

    def addressed(self, block: Block) -> str:
        """Return the address of a resource or data block without indices."""
        inner = ".".join(block.labels)
        inner = f"data.{inner}" if block.type == "data" else inner
        return f"{self.address}.{inner}" if self.path else inner

    def providers(self) -> dict[str, str]:
        """Return the sources of the providers that the module requires, by their local names."""
        found: dict[str, str] = {}
        for terraform in self.blocks("terraform"):
            for required in terraform.of_type("required_providers"):
                for name, said in required.arguments.items():
                    found[name] = _source(said.text) or f"hashicorp/{name}"
        return found

    def is_aws(self, local_name: str) -> bool:
        """Tell whether a provider's local name means the AWS provider here."""
        return self.providers().get(local_name, f"hashicorp/{local_name}").endswith(AWS_SOURCE)

    def provider_of(self, block: Block) -> str:
        """Return the local name of the provider of a resource or data block."""
        said = block.arguments.get("provider")
        name = (unquoted(said.text) or said.text) if said else block.labels[0].partition("_")[0]
        return name.partition(".")[0].strip()


def read_module(folder: Path, path: tuple[str, ...], texts: Mapping[Path, str] | None = None) -> Module:
    """Read the files of a folder; one that cannot be read has no blocks, and Terraform will say why.

    `texts` stand for what is in the files of those paths.
    """
    files = tuple(_read(found, texts or {}) for found in configuration_files(folder))
    return Module(path=path, folder=folder, files=files)


def configuration_files(folder: Path) -> list[Path]:
    """Return the files that Terraform reads in a folder.

    https://developer.hashicorp.com/terraform/language/files
    """
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return []
    return [one for one in found if is_configuration(one.name) and one.is_file()]


def is_configuration(name: str) -> bool:
    """Tell whether Terraform takes a file of that name for a part of the module."""
    return name.endswith((".tf", ".tf.json")) and not name.startswith((".", "#"))


def _read(path: Path, texts: Mapping[Path, str]) -> File:
    try:
        text = texts.get(path) or path.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return File(path=path, text="", blocks=())
    reading = json_blocks_of if path.name.endswith(".json") else blocks_of
    return File(path=path, text=text, blocks=reading(text, str(path)))


def _source(text: str) -> str:
    """Return the source in the value of a required provider, in either syntax."""
    try:
        said = json.loads(text)
        return str(said.get("source", "")) if isinstance(said, dict) else ""
    except ValueError:
        pass
    inner = blocks_of(f"provider {text}", "")
    said_source = inner[0].arguments.get("source") if inner else None
    return (unquoted(said_source.text) or "") if said_source else ""
