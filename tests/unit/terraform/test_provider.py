"""Where the AWS provider comes from, decided on folders made for the test."""

from __future__ import annotations

from pathlib import Path

import pytest

from sealane.terraform.mirrors import OPENTOFU_HOST, TERRAFORM_HOST, Root, platform_name
from sealane.terraform.provider import ProviderSource, find, not_obtainable


def unpacked(mirror: Path, version: str = "5.100.0", *, host: str = TERRAFORM_HOST, platform: str = "") -> Path:
    """Put an unpacked provider package into a mirror, and return its executable."""
    folder = mirror / host / "hashicorp/aws" / version / (platform or platform_name())
    folder.mkdir(parents=True)
    binary = folder / f"terraform-provider-aws_v{version}_x5"
    binary.write_text("#!/bin/sh\n")
    binary.chmod(0o755)
    return binary


def packed(mirror: Path, version: str = "5.100.0") -> Path:
    """Put a packed provider package into a mirror."""
    folder = mirror / TERRAFORM_HOST / "hashicorp/aws"
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / f"terraform-provider-aws_{version}_{platform_name()}.zip"
    archive.write_bytes(b"PK")
    return archive


def look(tmp_path: Path, *, depth: int = 2, is_opentofu: bool = False, **environ: str) -> ProviderSource:
    """Look from a home of the test's own, with `tmp_path/srv` as the only place for mirror folders."""
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    settings = {"HOME": str(home), "XDG_DATA_DIRS": str(tmp_path / "share")} | environ
    roots = (Root(path=tmp_path / "srv", depth=depth),)
    return find(settings, is_opentofu=is_opentofu, roots=roots)


def test_with_nothing_on_the_machine_the_registry_is_left(tmp_path: Path) -> None:
    """Without a mirror the source is the registry, and the places looked at are told."""
    source = look(tmp_path)
    assert (source.kind, source.where, source.binary) == ("registry", TERRAFORM_HOST, None)
    assert str(tmp_path / "srv") in source.looked
    assert source.plugin_folder(tmp_path / "links", is_opentofu=False) is None


@pytest.mark.parametrize(("below", "found"), [("", True), ("a", True), ("a/b", True), ("a/b/c", False)])
def test_a_mirror_folder_is_found_to_the_depth_looked(tmp_path: Path, below: str, *, found: bool) -> None:
    """An unpacked package is found under a root down to its depth, and given to `init`."""
    mirror = tmp_path / "srv" / below
    binary = unpacked(mirror)
    source = look(tmp_path)
    assert (source.kind == "mirror-folder") is found
    assert (source.binary == binary) is found
    assert source.plugin_folder(tmp_path / "links", is_opentofu=False) == (mirror if found else None)


def test_versions_and_platforms_that_do_not_fit_are_passed_over(tmp_path: Path) -> None:
    """Of many packages the newest from 5.100 up to 6 for this machine is taken."""
    mirror = tmp_path / "srv/plugins"
    unpacked(mirror, "5.99.1")
    unpacked(mirror, "6.2.0")
    unpacked(mirror, "5.103.0", platform="plan9_mips")
    assert look(tmp_path).kind == "registry"
    unpacked(mirror, "5.100.0")
    newest = packed(mirror, "5.101.2")
    source = look(tmp_path)
    assert source.package is not None
    assert (source.package.version, source.package.path, source.binary) == ((5, 101, 2), newest, None)


def test_an_unpacked_package_is_preferred_to_the_same_packed(tmp_path: Path) -> None:
    """The unpacked one needs no unpacking into every workspace, and can be kept running."""
    mirror = tmp_path / "srv/plugins"
    packed(mirror)
    assert look(tmp_path).binary is None
    binary = unpacked(mirror)
    assert look(tmp_path).binary == binary


def test_a_package_without_an_executable_is_none(tmp_path: Path) -> None:
    """A file that cannot be executed does not count as the provider."""
    unpacked(tmp_path / "srv/plugins").chmod(0o644)
    assert look(tmp_path).kind == "registry"


def test_an_implied_mirror_needs_nothing_of_us(tmp_path: Path) -> None:
    """What Terraform finds by itself is left to it, and comes before other folders."""
    unpacked(tmp_path / "srv/plugins")
    binary = unpacked(tmp_path / "home/.terraform.d/plugins")
    source = look(tmp_path)
    assert (source.kind, source.binary) == ("implied-mirror", binary)
    assert source.plugin_folder(tmp_path / "links", is_opentofu=False) is None


def test_an_implied_mirror_that_does_not_fit_is_overridden(tmp_path: Path) -> None:
    """A wrong version in an implied mirror would keep Terraform from others, so a fitting folder is given."""
    unpacked(tmp_path / "home/.terraform.d/plugins", "4.67.0")
    unpacked(tmp_path / "srv/plugins")
    assert look(tmp_path).kind == "mirror-folder"


@pytest.mark.parametrize(
    ("text", "configured"),
    [
        ("provider_installation {\n  direct {}\n}\n", True),
        ('credentials "app.terraform.io" {\n  token = "x"\n}\n', False),
        ("# provider_installation {\n# }\n", False),
        ('plugin_cache_dir = "//provider_installation {"\n', False),
    ],
)
def test_the_users_own_installation_is_left_alone(tmp_path: Path, text: str, *, configured: bool) -> None:
    """A `provider_installation` block decides everything; other settings, comments and strings do not."""
    unpacked(tmp_path / "srv/plugins")
    look(tmp_path)
    (tmp_path / "home/.terraformrc").write_text(text)
    source = look(tmp_path)
    assert source.kind == ("configured" if configured else "mirror-folder")


def test_a_configured_mirror_tells_the_executable(tmp_path: Path) -> None:
    """When only mirror folders are configured, the provider they lead to is known; with another method it is not."""
    binary = unpacked(tmp_path / "own")
    rc = tmp_path / "cli.tfrc"
    mirror = f'filesystem_mirror {{\n  path = "{tmp_path}/own"\n}}\n'
    rc.write_text(f"provider_installation {{\n{mirror}}}\n")
    assert look(tmp_path, TF_CLI_CONFIG_FILE=str(rc)).binary == binary
    rc.write_text(f"provider_installation {{\n{mirror}direct {{}}\n}}\n")
    assert look(tmp_path, TF_CLI_CONFIG_FILE=str(rc)).binary is None


def test_a_configuration_file_that_is_not_there_counts_as_empty(tmp_path: Path) -> None:
    """With `TF_CLI_CONFIG_FILE` naming nothing, Terraform reads no other file either, so neither does sealane."""
    unpacked(tmp_path / "srv/plugins")
    look(tmp_path)
    (tmp_path / "home/.terraformrc").write_text("provider_installation {\n direct {}\n}\n")
    assert look(tmp_path).kind == "configured"
    assert look(tmp_path, TF_CLI_CONFIG_FILE=str(tmp_path / "gone")).kind == "mirror-folder"


def test_the_settings_folder_is_read_too(tmp_path: Path) -> None:
    """A `provider_installation` in `~/.terraform.d/*.tfrc.json` counts as well."""
    look(tmp_path)
    folder = tmp_path / "home/.terraform.d"
    folder.mkdir()
    (folder / "a.tfrc.json").write_text('{"provider_installation": [{"direct": [{}]}]}')
    assert look(tmp_path).kind == "configured"


def test_the_plugin_cache_is_a_mirror_when_nothing_else_is(tmp_path: Path) -> None:
    """What `TF_PLUGIN_CACHE_DIR` holds can be installed without the registry."""
    cache = tmp_path / "cache"
    binary = unpacked(cache)
    home = tmp_path / "home"
    home.mkdir()
    source = find({"HOME": str(home), "XDG_DATA_DIRS": "/nowhere", "TF_PLUGIN_CACHE_DIR": str(cache)})
    assert source.binary == binary


def test_opentofu_is_offered_terraforms_package_by_a_link(tmp_path: Path) -> None:
    """OpenTofu looks under its own registry's name; the link leads to the package filed under Terraform's."""
    binary = unpacked(tmp_path / "srv/plugins")
    source = look(tmp_path, is_opentofu=True)
    links = tmp_path / "links"
    assert source.plugin_folder(links, is_opentofu=True) == links
    linked = links / OPENTOFU_HOST / "hashicorp/aws/5.100.0" / platform_name()
    assert linked.is_symlink()
    assert (linked / binary.name).samefile(binary)
    assert source.plugin_folder(links, is_opentofu=True) == links, "making the link again changes nothing"


def test_opentofus_own_mirror_needs_no_link(tmp_path: Path) -> None:
    """A mirror filed under OpenTofu's registry serves OpenTofu as it is, and Terraform not at all."""
    unpacked(tmp_path / "srv/plugins", host=OPENTOFU_HOST)
    source = look(tmp_path, is_opentofu=True)
    assert source.plugin_folder(tmp_path / "links", is_opentofu=True) == tmp_path / "srv/plugins"
    assert look(tmp_path).kind == "registry"


def test_looking_is_bounded(tmp_path: Path) -> None:
    """A root with very many folders is not searched to the end."""
    for number in range(4100):
        (tmp_path / "srv" / f"{number:05}").mkdir(parents=True)
    unpacked(tmp_path / "srv/zz/deep")
    assert look(tmp_path, depth=2).kind == "registry"
    unpacked(tmp_path / "srv/00000/deep")
    assert look(tmp_path, depth=1).kind == "registry"


def test_the_problem_names_places_and_the_way_out(tmp_path: Path) -> None:
    """When the provider cannot be had, the places, Terraform's reason and the mirror command are told."""
    problem = not_obtainable(look(tmp_path), "no such host")
    assert problem.code == "provider-not-obtainable"
    facts = dict(problem.facts)
    assert facts["Terraform says"] == "no such host"
    assert str(tmp_path / "srv") in facts["no mirror under"]
    assert f"`terraform -chdir=infra providers mirror -platform={platform_name()} plugins`" in problem.hint
    configured = ProviderSource(kind="configured", where="/etc/cli.tfrc")
    assert "correct /etc/cli.tfrc" in not_obtainable(configured, "x").hint
