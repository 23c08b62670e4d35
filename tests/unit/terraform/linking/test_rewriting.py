"""What a module is turned into before Terraform plans a copy of it."""

from __future__ import annotations

import json
from pathlib import Path

from sealane.terraform.configuration.blocks import blocks_of
from sealane.terraform.configuration.json_blocks import json_blocks_of
from sealane.terraform.configuration.module import File, Module
from sealane.terraform.linking.rewriting import PENDING, Rewritten, Rules, aliases_of_resources, rewrite

TEXT = """\
terraform {
  backend "s3" {
    bucket = "b"
  }
}
provider "aws" {
  region  = var.region
  profile = "p"
  assume_role {
    role_arn = "r"
  }
}
data "aws_vpc" "one" { id = "vpc-1" }
data "aws_iam_policy_document" "doc" {
  depends_on = [aws_kms_key.k]
  statement {
    resources = ["${aws_kms_key.k.arn}/x", aws_kms_key.kk.arn]
  }
}
resource "aws_kms_key" "k" {
  lifecycle {
    postcondition {
      condition = false
    }
  }
}
"""


def made(text: str, *, invented: bool, pending: str = "aws_vpc") -> Rewritten:
    """Return a module's only file as it is rewritten; data sources of a type wait."""
    name = "main.tf.json" if text.startswith("{") else "main.tf"
    reading = json_blocks_of if name.endswith("json") else blocks_of
    file = File(path=Path(name), text=text, blocks=reading(text, name))
    module = Module(path=(), folder=Path(), files=(file,))
    rules = Rules(pending=lambda _, block: block.labels[0] == pending, invented=invented)
    return rewrite(file, module, rules)


def test_nothing_is_left_of_accounts_and_states() -> None:
    """Backends and whatever tells a provider who to be are gone, its Region stays."""
    text = made(TEXT, invented=False).text
    assert "region  = var.region" in text
    assert not [word for word in ("backend", "bucket", "profile", "assume_role") if word in text]


def test_a_data_source_that_waits_depends_on_what_is_not_there() -> None:
    """Also one on a single line, which then has more; one that is worked out is left alone."""
    text = made(TEXT, invented=False).text
    blocks = {block.labels: block for block in blocks_of(text, "main.tf")}
    assert blocks["aws_vpc", "one"].arguments["depends_on"].text == f"[{PENDING}]"
    assert blocks["aws_vpc", "one"].arguments["id"].text == '"vpc-1"'
    assert blocks["aws_iam_policy_document", "doc"].arguments["depends_on"].text == "[aws_kms_key.k]"


def test_lines_are_those_of_the_user() -> None:
    """After lines were put in, a line of the copy leads to the same text in the user's file."""
    rewritten = made(TEXT, invented=False)
    assert len(rewritten.text.splitlines()) > len(TEXT.splitlines())
    for number, line in enumerate(rewritten.text.splitlines(), start=1):
        if line.startswith("resource"):
            assert TEXT.splitlines()[rewritten.line(number) - 1] == line


def test_with_invented_values_conditions_go_and_documents_do_not_wait() -> None:
    """A resource is named by a local value in a data source, also within a text, so that it is read at once."""
    text = made(TEXT, invented=True).text
    assert "postcondition" not in text
    assert "depends_on = [aws_kms_key.k]" not in text
    assert '["${local.sealane__aws_kms_key__k.arn}/x", aws_kms_key.kk.arn]' in text
    assert "postcondition" in made(TEXT, invented=False).text


def test_validations_judge_what_is_known_only() -> None:
    """A variable's own check is there for the plain plan, and gone where values are invented, in either syntax."""
    text = 'variable "a" {\n  validation {\n    condition = false\n  }\n}\n'
    assert "validation" in made(text, invented=False).text
    assert "validation" not in made(text, invented=True).text
    document = json.dumps({"variable": {"a": {"validation": [{"condition": False}], "type": "string"}}})
    assert json.loads(made(document, invented=True).text) == {"variable": {"a": {"type": "string"}}}
    assert "validation" in made(document, invented=False).text


def test_the_workspace_is_a_text() -> None:
    """`terraform.workspace` is what it would be, also within a text, and other names are left alone."""
    assert made('output "a" {\n  value = "${terraform.workspace}-x"\n}\n', invented=False).text.splitlines()[1] == (
        '  value = "${"default"}-x"'
    )
    assert "my-terraform.workspaces" in made("# my-terraform.workspaces\n", invented=False).text


def test_the_local_values_are_the_resources_of_the_module() -> None:
    """Each resource has one, and a module without resources has none."""
    file = File(path=Path("main.tf"), text=TEXT, blocks=blocks_of(TEXT, "main.tf"))
    text = aliases_of_resources(Module(path=(), folder=Path(), files=(file,)))
    assert text == "locals {\n  sealane__aws_kms_key__k = aws_kms_key.k\n}\n"
    assert aliases_of_resources(Module(path=(), folder=Path(), files=())) == ""


def test_json_is_rewritten_in_the_same_way() -> None:
    """Backend, profile and conditions go, lookups wait, documents name local values."""
    document = {
        "terraform": {"backend": {"s3": {}}, "required_version": ">= 1"},
        "provider": {"aws": {"region": "us-east-1", "profile": "p"}},
        "data": {
            "aws_vpc": {"one": {"id": "vpc-1"}},
            "aws_iam_policy_document": {"doc": {"x": "${aws_kms_key.k.arn}"}},
        },
        "resource": {"aws_kms_key": {"k": {"lifecycle": {"postcondition": [{"condition": False}]}}}},
    }
    said = json.loads(made(json.dumps(document), invented=True).text)
    assert said["terraform"] == {"required_version": ">= 1"}
    assert said["provider"] == {"aws": [{"region": "us-east-1"}]}
    assert said["data"]["aws_vpc"]["one"]["depends_on"] == [PENDING]
    assert said["data"]["aws_iam_policy_document"]["doc"] == {"x": "${local.sealane__aws_kms_key__k.arn}"}
    assert said["resource"]["aws_kms_key"]["k"]["lifecycle"] == {}


def test_a_file_that_is_no_json_stays_as_it_is() -> None:
    """Terraform itself tells what is wrong with it."""
    assert made('{"terraform": ', invented=True).text == '{"terraform": '
