"""The environment of a container: the image's, the files', the definition's, the secrets, and what Fargate adds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def environment_of(
    image: Iterable[str], files: Iterable[bytes], own: Mapping[str, str], added: Mapping[str, str]
) -> dict[str, str]:
    """Return it: a variable of the definition wins over one of a file, the first file over the second.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html
    """
    found = {"PATH": PATH}
    for entry in image:
        name, _, value = entry.partition("=")
        found[name] = value
    of_files: dict[str, str] = {}
    for content in files:
        of_files = lines_of(content) | of_files
    return found | of_files | dict(own) | dict(added)


def lines_of(content: bytes) -> dict[str, str]:
    """Read a file of variables: `NAME=value` a line, taken as it stands; `#` begins a comment line.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html
    """
    found: dict[str, str] = {}
    for line in content.decode("utf-8", errors="replace").splitlines():
        name, equals, value = line.partition("=")
        if equals and name.strip() and not name.lstrip().startswith("#"):
            found[name.strip()] = value
    return found
