"""Documents that are no source of a world but are often taken for one: what each is, and what to give instead."""

from __future__ import annotations

import re
import shlex
from typing import Final

import msgspec

from sealane.errors import Place, Problem
from sealane.readers.capture.recognise import call_of

READ: Final = (
    "`terraform show -json` of a plan or a state, a terraform.tfstate, a directory with .tf files, a CloudFormation "
    "template, a cdk.out directory, a directory with the output of `aws … describe-*` calls, a spec of sealane"
)
_FORMAT: Final = "https://developer.hashicorp.com/terraform/internals/json-format"
_CLI_PLAN: Final = "https://developer.hashicorp.com/terraform/cli/commands/show"
_SHOWN: Final = 12
_LONGEST: Final = 40
_HCL: Final = re.compile(
    rb"^(?:terraform|resource|provider|module|variable|locals|data|output)\b[^\n:=]*\{", re.MULTILINE
)


def problem_of(content: bytes, name: str) -> Problem:
    """Say what a document is that is no source, and what would be read instead."""
    place = Place(file=name)
    if not content.strip():
        return Problem(code="source-empty", what=f"{name} is empty", facts=(("read", READ),), place=place)
    if content[:4] == b"PK\x03\x04":
        return _archive(content, name, place)
    if content.lstrip()[:1] == b"{":
        return _json(content, name, place)
    if b"\x00" in content[:1024]:
        return _unknown(name, "a binary file", "", place)
    if _HCL.search(content):
        hint = (
            "give the directory that the file is in, or `terraform plan -out tfplan` and `terraform show -json tfplan`"
        )
        return _unknown(name, "Terraform's language, one file of a module", hint, place)
    if re.search(rb"^kind:", content, re.MULTILINE) and re.search(rb"^apiVersion:", content, re.MULTILINE):
        return _unknown(name, "a Kubernetes manifest", "", place)
    if re.search(rb"^(?:services|app|network|sealane):", content, re.MULTILINE):
        return _unknown(
            name,
            "a specification",
            f"begin it with `version: 1`, as `sealane init` does, and see `sealane plan --file {shlex.quote(name)}`",
            place,
        )
    return _unknown(name, f"text that begins with {_beginning(content)}", "", place)


def _archive(content: bytes, name: str, place: Place) -> Problem:
    """A plan file of Terraform is a zip archive with a member named `tfplan`."""
    if b"tfplan" not in content[:4096] and b"tfplan" not in content[-65_536:]:
        return _unknown(name, "a zip archive", "unpack it first", place)
    return Problem(
        code="plan-binary",
        what=f"{name} is a plan as Terraform keeps it, which only Terraform can read",
        hint=f"`terraform show -json {shlex.quote(name)} > plan.json`, in the directory it was planned in",
        link=_CLI_PLAN,
        place=place,
    )


def _json(content: bytes, name: str, place: Place) -> Problem:
    first = content.lstrip().partition(b"\n")[0]
    if b'"@level"' in first and b'"@message"' in first:
        return Problem(
            code="plan-event-stream",
            what=f"{name} is what `terraform plan -json` prints while it works, not the plan",
            hint="`terraform plan -out tfplan`, then `terraform show -json tfplan > plan.json`",
            link=_FORMAT,
            place=place,
        )
    try:
        document = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        reason = str(error) or "it is nested too deeply"
        what = f"{name} is no complete JSON: {reason[:1].lower()}{reason[1:]}"
        return Problem(
            code="json-invalid",
            what=what,
            facts=(("read", READ),),
            hint=f"`python -m json.tool {shlex.quote(name)}`",
            place=place,
        )
    return _other_json(document, name, place)


def _other_json(document: dict[str, object], name: str, place: Place) -> Problem:
    if "remote_plan_format" in document:
        hint = f"`terraform show -json {shlex.quote(name)} > plan.json`, in the directory it was planned in"
        return _unknown(name, "the bookmark of a plan that was made remotely", hint, place)
    if "encrypted_data" in document:
        hint = "`tofu show -json > state.json`, with the key that it is encrypted with"
        return _unknown(name, "an encrypted state", hint, place)
    if "containerDefinitions" in document or "taskDefinition" in document:
        return _unknown(name, "a task definition", f"`sealane endpoints {shlex.quote(name)}` says what it needs", place)
    if call_of(document):
        hint = "give the directory that it is in"
        return _unknown(name, f"the answer of one call, {call_of(document)}", hint, place)
    keys = [key[:_LONGEST] for key in document]
    listed = ", ".join(keys[:_SHOWN]) + (" …" if len(keys) > _SHOWN else "")
    return _unknown(name, f"a JSON object with {f'the keys {listed}' if keys else 'no keys'}", "", place)


def _unknown(name: str, seen: str, hint: str, place: Place) -> Problem:
    return Problem(
        code="source-unrecognised",
        what=f"{name} is nothing that can be proved",
        facts=(("seen", seen), ("read", READ)),
        hint=hint,
        place=place,
    )


def _beginning(content: bytes) -> str:
    line = content.lstrip()[:_LONGEST].decode("utf-8", "replace").splitlines()[0]
    return f"`{''.join(letter if letter.isprintable() else '·' for letter in line)}`"
