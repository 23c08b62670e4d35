"""Where Terraform gets the AWS provider from, without downloading behind the user's back.

Four ways, the first that applies: the user's own `provider_installation`, Terraform's implied mirrors,
a mirror folder found on this machine, the registry. Only the third needs anything of us: `terraform init -plugin-dir`.
That option leaves the user's CLI configuration (credentials, caches, helpers) as it is; a generated configuration
would have to repeat it.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sealane.errors import Problem
from sealane.terraform.environment import CLI_CONFIG
from sealane.terraform.mirrors import (
    OPENTOFU_HOST,
    TERRAFORM_HOST,
    Package,
    Root,
    hosts,
    newest,
    packages_in,
    platform_name,
    search,
    usual_roots,
)

Kind = Literal["configured", "implied-mirror", "mirror-folder", "registry"]

CONSTRAINT = ">= 5.100, < 6"
MIRROR_COMMAND = "https://developer.hashicorp.com/terraform/cli/commands/providers/mirror"
_METHOD = re.compile(r"\b(filesystem_mirror|network_mirror|oci_mirror|direct|dev_overrides)\s*\{")
_MIRROR_PATH = re.compile(r'\bfilesystem_mirror\s*\{[^}]*?\bpath\s*=\s*"((?:\\.|[^"\\])*)"')
_STRING_OR_COMMENT = re.compile(r'("(?:\\.|[^"\\\n])*")|#[^\n]*|//[^\n]*|/\*.*?\*/', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderSource:
    """Where the AWS provider will come from.

    Attributes:
        kind: `configured` (the user's `provider_installation`), `implied-mirror`, `mirror-folder` or `registry`.
        where: the CLI configuration file, the mirror folder, or the registry's host name.
        package: the package found on this machine, when it is known which one will be taken.
        looked: the places that were looked at, for a message.

    """

    kind: Kind
    where: str
    package: Package | None = None
    looked: tuple[str, ...] = ()

    @property
    def binary(self) -> Path | None:
        """The provider's executable, when it is already unpacked on this machine."""
        return self.package.binary if self.package else None

    def plugin_folder(self, links: Path, *, is_opentofu: bool) -> Path | None:
        """Return the folder for `init -plugin-dir`; `None` when Terraform finds the provider by itself.

        OpenTofu files `hashicorp/aws` under its own registry's name. A package filed under Terraform's is offered
        to it by a link in `links`, which is made here.
        """
        if self.kind != "mirror-folder" or self.package is None:
            return None
        own = OPENTOFU_HOST if is_opentofu else TERRAFORM_HOST
        if self.package.host == own:
            return self.package.mirror
        # Links are followed only at the place of the package itself, not at a folder above it.
        below = self.package.path.relative_to(self.package.mirror / self.package.host)
        link = links / own / below
        link.parent.mkdir(parents=True, exist_ok=True)
        if not (link.is_symlink() and link.resolve() == self.package.path.resolve()):
            link.unlink(missing_ok=True)
            link.symlink_to(self.package.path)
        return links


def find(
    environ: Mapping[str, str], *, is_opentofu: bool = False, roots: Iterable[Root] | None = None
) -> ProviderSource:
    """Decide where the AWS provider comes from; `roots` replaces the usual places for mirror folders."""
    wanted = hosts(is_opentofu=is_opentofu)
    own = wanted[:1]
    if configured := _configured(environ, own, is_opentofu=is_opentofu):
        return configured
    implied = implied_mirrors(environ, is_opentofu=is_opentofu)
    if found := newest(package for folder in implied for package in packages_in(folder, own)):
        return ProviderSource(kind="implied-mirror", where=str(found.mirror), package=found)
    places = tuple(usual_roots(environ) if roots is None else roots)
    looked = tuple(str(path) for path in (*implied, *(root.path for root in places)))
    if found := search(places, wanted):
        return ProviderSource(kind="mirror-folder", where=str(found.mirror), package=found, looked=looked)
    return ProviderSource(kind="registry", where=own[0], looked=looked)


def implied_mirrors(environ: Mapping[str, str], *, is_opentofu: bool = False) -> tuple[Path, ...]:
    """Return the folders Terraform itself takes for mirrors when nothing is configured.

    https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories
    """
    home = _home(environ)
    names = ("opentofu", "terraform") if is_opentofu else ("terraform",)
    folders = [home / ".terraform.d/plugins"]
    if sys.platform == "darwin":
        library = Path("Library/Application Support/io.terraform/plugins")
        return (*folders, home / library, Path("/") / library)
    data = (environ.get("XDG_DATA_HOME") or str(home / ".local/share"),)
    shared = (environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(os.pathsep)
    return (*folders, *(Path(base, name, "plugins") for base in (*data, *shared) if base for name in names))


def not_obtainable(source: ProviderSource, said: str) -> Problem:
    """Return the problem that `init` could not get the provider; `said` is Terraform's own reason."""
    place = {
        "configured": f"the provider_installation of {source.where}",
        "implied-mirror": f"the mirror {source.where}",
        "mirror-folder": f"the mirror {source.where}",
        "registry": f"the registry {source.where}",
    }[source.kind]
    correct = f"correct {source.where}, or " if source.kind == "configured" else ""
    return Problem(
        code="provider-not-obtainable",
        what=f"The AWS provider could not be had from {place}",
        facts=(
            ("needed", f"hashicorp/aws {CONSTRAINT} for {platform_name()}"),
            ("Terraform says", said),
            *((("no mirror under", ", ".join(source.looked)),) if source.looked else ()),
        ),
        hint=(
            f"{correct}on a machine with internet access run `sealane export infra` and "
            f"`terraform -chdir=infra providers mirror -platform={platform_name()} plugins`, "
            "then copy the folder here with `mkdir -p ~/.terraform.d && cp -r infra/plugins ~/.terraform.d/`"
        ),
        link=MIRROR_COMMAND,
    )


def _home(environ: Mapping[str, str]) -> Path:
    return Path(environ.get("HOME") or Path("~").expanduser())


def _configuration_files(environ: Mapping[str, str], *, is_opentofu: bool) -> list[Path]:
    """Return the CLI configuration files that Terraform reads.

    https://developer.hashicorp.com/terraform/cli/config/config-file#locations
    """
    if named := environ.get(CLI_CONFIG):
        return [Path(named)] if Path(named).is_file() else []
    home = _home(environ)
    if appdata := environ.get("APPDATA"):
        main, folder = [Path(appdata, "terraform.rc")], Path(appdata, "terraform.d")
    else:
        config = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
        tofu = [home / ".tofurc", config / "opentofu/tofurc"] if is_opentofu else []
        main, folder = [*tofu, home / ".terraformrc"], home / ".terraform.d"
    first = next((path for path in main if path.is_file()), None)
    more = sorted(path for pattern in ("*.tfrc", "*.tfrc.json") for path in folder.glob(pattern))
    return ([first] if first else []) + more


def _configured(environ: Mapping[str, str], own: tuple[str, ...], *, is_opentofu: bool) -> ProviderSource | None:
    for path in _configuration_files(environ, is_opentofu=is_opentofu):
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        if path.suffix == ".json":
            if '"provider_installation"' in text:
                return ProviderSource(kind="configured", where=str(path))
            continue
        text = _STRING_OR_COMMENT.sub(lambda match: match[1] or "", text)
        if block := re.search(r"^\s*provider_installation\s*\{(.*)", text, re.DOTALL | re.MULTILINE):
            return ProviderSource(kind="configured", where=str(path), package=_configured_package(block[1], own))
    return None


def _configured_package(block: str, own: tuple[str, ...]) -> Package | None:
    """Return the package Terraform will take, where the block leaves no other way than mirror folders."""
    if set(_METHOD.findall(block)) != {"filesystem_mirror"}:
        return None
    folders = [Path(path) for path in _MIRROR_PATH.findall(block)]
    return newest(package for folder in folders for package in packages_in(folder, own))
