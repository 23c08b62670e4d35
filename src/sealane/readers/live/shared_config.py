"""What the AWS config and credentials files say of profiles, read without the SDK.

Order and file format: https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
"""

from __future__ import annotations

import configparser
import difflib
from collections.abc import Mapping
from pathlib import Path

from sealane.errors import InputError, Problem

_LINK = "https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html"
_PROFILE_VARIABLES = ("AWS_DEFAULT_PROFILE", "AWS_PROFILE")  # in the order in which the SDK asks for them
_REGION_VARIABLES = ("AWS_REGION", "AWS_DEFAULT_REGION")  # the first is what Terraform and the AWS CLI prefer


def config_file(environ: Mapping[str, str]) -> Path:
    """Return the path of the config file, which need not exist."""
    return _path(environ, "AWS_CONFIG_FILE", "config")


def credentials_file(environ: Mapping[str, str]) -> Path:
    """Return the path of the credentials file, which need not exist."""
    return _path(environ, "AWS_SHARED_CREDENTIALS_FILE", "credentials")


def profiles(environ: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return the settings of every profile by name; the credentials file wins, as in the SDK.

    Raises:
        InputError: a file cannot be read as an INI file.

    """
    found: dict[str, dict[str, str]] = {}
    for section, settings in _sections(config_file(environ)).items():
        kind, _, name = section.partition(" ")
        if section == "default" or (kind == "profile" and name):
            found.setdefault(name.strip().strip("\"'") or "default", {}).update(settings)
    for section, settings in _sections(credentials_file(environ)).items():
        found.setdefault(section, {}).update(settings)
    return found


def profile_name(environ: Mapping[str, str], profile: str = "") -> str:
    """Return the profile in force: the one asked for, or the environment's, or `default`."""
    return profile or next((environ[name] for name in _PROFILE_VARIABLES if environ.get(name)), "default")


def check_profile(environ: Mapping[str, str], profile: str = "") -> None:
    """Refuse a profile that neither file has; `default` may be absent.

    Raises:
        InputError: `profile-missing`.

    """
    name = profile_name(environ, profile)
    known = profiles(environ)
    if name == "default" or name in known:
        return
    near = difflib.get_close_matches(name, known, n=1)
    facts = [("profile", name), ("asked for by", "`--profile`" if profile else _variable(environ, _PROFILE_VARIABLES))]
    facts += [("nearest", near[0])] if near else []
    facts += [("profiles", ", ".join(sorted(known)) or "none"), ("read from", str(config_file(environ)))]
    hint = f"choose it with `--profile {near[0]}`" if near else f"set it up with `aws configure sso --profile {name}`"
    what = f"There is no AWS profile named {name}"
    raise InputError(Problem(code="profile-missing", what=what, facts=tuple(facts), hint=hint, link=_LINK))


def region(environ: Mapping[str, str], profile: str = "") -> str:
    """Return the Region of the environment, or else of the profile; empty when neither says.

    Raises:
        InputError: a config file cannot be read.

    """
    for name in _REGION_VARIABLES:
        if environ.get(name):
            return environ[name]
    return profiles(environ).get(profile_name(environ, profile), {}).get("region", "")


def _path(environ: Mapping[str, str], variable: str, name: str) -> Path:
    home = environ.get("HOME") or environ.get("USERPROFILE") or "~"
    chosen = environ.get(variable) or f"{home}/.aws/{name}"
    return Path(chosen.replace("~", home, 1) if chosen.startswith("~/") else chosen).expanduser()


def _variable(environ: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((name for name in names if environ.get(name)), "")


def _sections(path: Path) -> dict[str, dict[str, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(_unreadable(path, str(error))) from None
    # Values may hold `%`; repeated sections are merged, as the SDK does.
    parser = configparser.RawConfigParser(default_section="\0", strict=False)
    try:
        parser.read_string(text)
    except configparser.Error as error:
        raise InputError(_unreadable(path, str(error).splitlines()[0])) from None
    return {section: dict(parser[section]) for section in parser.sections()}


def _unreadable(path: Path, reason: str) -> Problem:
    return Problem(
        code="aws-config-unreadable",
        what="An AWS configuration file cannot be read",
        facts=(("file", str(path)), ("because", reason)),
        hint=f"look at it with `less {path}`",
        link=_LINK,
    )
