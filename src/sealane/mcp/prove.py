"""The tool `prove`: will each task start, and is it sealed."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Final

from sealane.mcp.acceptances import acceptances_in_root
from sealane.mcp.subjects import source_arguments, subject_of
from sealane.mcp.tool import Answer, Arguments, Schema, Tool, texts
from sealane.report.fixes.remembered import remembered
from sealane.report.style import PLAIN
from sealane.verbs.observer import Silent

if TYPE_CHECKING:
    from sealane.mcp.permissions import Permissions

# A proof of many services is long, and what holds needs nobody's attention.
_ALL: Final = 20


def _takes(permissions: Permissions) -> Schema:
    about = f"Tell only of services with these names, `*` and `?` allowed; else of all, or of more than {_ALL} "
    about += "of those that do not hold."
    return {**source_arguments(permissions), "only": texts(about)}


def _gives() -> Schema:
    from sealane.report.proof.schema import schema

    return schema()


def _run(arguments: Arguments, permissions: Permissions) -> Answer:
    from sealane.report.proof.document import as_json
    from sealane.report.proof.text import as_text
    from sealane.verbs.prove import prove

    subject, request = subject_of(arguments, permissions)
    proved = prove(subject, request, Silent(), acceptances_in_root(request.folder))
    fix_of = remembered(proved)
    document = as_json(proved.weighed, fix_of)
    left = _shorten(document, arguments.get("only", []))
    told = as_text(proved.weighed, PLAIN, fix_of)
    return Answer(document=document, text=f"{told}\n\n{left}" if left else told)


def _shorten(document: dict[str, Any], only: list[str]) -> str:
    """Leave services out of a document, whose verdict stays that of all, and say so."""
    services = document["services"]
    if only:
        kept = [one for one in services if any(fnmatchcase(one["origin"], pattern) for pattern in only)]
    elif len(services) > _ALL:
        kept = [one for one in services if one["verdict"] != "holds"]
    else:
        return ""
    document["services"] = kept
    return f"The document has {len(kept):,} of {len(services):,} services; `only` names others."


PROVE: Final = Tool(
    name="prove",
    title="Prove a source",
    description=(
        "Say for every Fargate service in a source whether its tasks will start and whether it is sealed from the "
        "internet, with the evidence, the first broken link, the line to change and the change. The verdict is "
        "`holds`, `fails` or `unknown`; unknown is no pass."
    ),
    takes=_takes,
    gives=_gives,
    run=_run,
    asks_aws=True,
)
