"""A change of the user's own files, in every form of a proof."""

from __future__ import annotations

from sealane.report.proof.document import as_json
from sealane.report.proof.markdown import as_markdown
from sealane.report.proof.sarif import as_sarif
from sealane.report.proof.text import as_text
from sealane.report.style import Style
from sealane.verdicts.fix import Fix
from sealane.verdicts.proof import Finding
from tests.unit.report.proof.stories import STORIES

_DIFF = """\
--- a/infra/main.tf
+++ b/infra/main.tf
@@ -7,3 +7,4 @@
 resource "aws_vpc_endpoint" "logs" {
-  private_dns_enabled = false
+  private_dns_enabled = true
+  # kept
 }
"""
_FIX = Fix(terraform="# in aws_vpc_endpoint.logs", cli="aws ec2 x", diff=_DIFF, folder="/elsewhere")
_WHY = "`private_dns_enabled` takes its value from `var.names`"


def _with_diff(finding: Finding) -> Fix:
    del finding
    return _FIX


def _with_note(finding: Finding) -> Fix:
    del finding
    return Fix(terraform="private_dns_enabled = true", note=_WHY)


def test_diff_takes_the_place_of_the_snippet() -> None:
    """Text and Markdown show the diff and not the Terraform to write; without one they show that, and say why."""
    weighed = STORIES["everything"]()
    text, comment = as_text(weighed, Style(), _with_diff), as_markdown(weighed, _with_diff)
    assert "    +  private_dns_enabled = true\n" in text
    assert "`git apply` in /elsewhere" in text.replace("\n          ", " ")
    assert "# in aws_vpc_endpoint.logs" not in text + comment
    assert f"```diff\n{_DIFF}```" in comment
    unsure = as_text(weighed, Style(width=200), _with_note)
    assert f"diff    none, because {_WHY}" in unsure
    assert "    private_dns_enabled = true\n" in unsure


def test_diff_of_several_findings_is_told_once() -> None:
    """A change that mends several findings stands in the text once, and each later finding says that it does."""
    text = as_text(STORIES["everything"](), Style(width=200), _with_diff)
    assert text.count("+++ b/infra/main.tf") == 1
    assert text.count("diff    the one above mends this too") == text.count("aws ec2 x") - 1 > 0


def test_document_has_the_diff() -> None:
    """The document has every form of the change, and why one is not there."""
    weighed = STORIES["everything"]()
    (finding, *_) = as_json(weighed, _with_diff)["services"][0]["findings"]
    assert finding["fix"] == {"terraform": _FIX.terraform, "cli": _FIX.cli, "diff": _DIFF, "note": ""}
    (finding, *_) = as_json(weighed, _with_note)["services"][0]["findings"]
    assert (finding["fix"]["diff"], finding["fix"]["note"]) == ("", _WHY)


def test_code_scanning_can_make_the_change() -> None:
    """SARIF has the change as a replacement of whole lines, and nothing of the kind where there is no diff."""
    weighed = STORIES["everything"]()
    result = as_sarif(weighed, _with_diff)["runs"][0]["results"][0]
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "infra/main.tf"
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 8, "startColumn": 1, "endLine": 9, "endColumn": 1},
            "insertedContent": {"text": "  private_dns_enabled = true\n  # kept\n"},
        }
    ]
    assert "fixes" not in as_sarif(weighed, _with_note)["runs"][0]["results"][0]
