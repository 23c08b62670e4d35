"""The list of verbs with one line each, so that help needs no verb's code."""

from __future__ import annotations

GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Begin",
        (
            ("init", "write a commented sealane.yaml to start from"),
            ("doctor", "look whether this machine has what sealane needs, and name what is missing"),
        ),
    ),
    (
        "Run an image",
        (
            ("plan", "write Terraform from the spec, show what it would change, and prove it"),
            ("apply", "the same, then create or update it"),
            ("status", "show services, tasks and their last events"),
            ("logs", "show or follow the services' log groups"),
            ("export", "write a Terraform module that works without sealane"),
            ("adopt", "bring a service that was made by hand under Terraform, by import blocks"),
            ("destroy", "remove everything that apply created"),
        ),
    ),
    (
        "Check what there is, before or after it is applied",
        (
            ("prove", "will each task start, and is it sealed from the internet: Terraform, CloudFormation, AWS"),
            ("trace", "one packet's way through the VPC, hop by hop, there and back"),
            ("authorize", "one request under every policy layer, and which of them blocks it"),
        ),
    ),
    (
        "Find out why a task did not start",
        (
            ("diagnose", "ranked causes, the evidence, and the fix"),
            ("watch", "keep every task that stops, for a diagnosis after ECS has forgotten it"),
            ("explain", "what a cause of a finding means, and how to repair it"),
        ),
    ),
    (
        "Know what is needed, and what it costs",
        (
            ("endpoints", "which VPC endpoints a task needs to start, why, and what they cost"),
            ("policies", "least-privilege roles and endpoint policies for a task"),
            ("cost", "what a source costs a month, item by item, and what other ways would cost"),
        ),
    ),
    (
        "Show it to others",
        (
            ("report", "a proof as one page of HTML: picture, evidence, fixes, to read, print and file"),
            ("graph", "a proof as a drawing of the network: SVG, Mermaid or DOT"),
            ("comment", "write a proof as one comment on a pull or merge request, kept up to date"),
        ),
    ),
    (
        "Try it without an account",
        (
            ("rehearse", "pull the image through the planned network, on this machine"),
            ("sandbox", "an embedded AWS: start, stop, status, env, push, packets"),
        ),
    ),
    (
        "Join it with other programs",
        (
            ("mcp", "the verbs that only read, as tools for a program that speaks MCP"),
            ("schema", "print the JSON Schema of the spec or of an answer"),
            ("completion", "a script with which bash, zsh or fish completes verbs and options"),
            ("man", "the manual page"),
        ),
    ),
)

_BEGIN = """\
Run a container image from private ECR on AWS Fargate in a VPC without internet,
and know beforehand whether it starts.

Where to begin:

  I have an image, and want it to run
      sealane init --image payments/api:1.4.2
      sealane plan

  I have Terraform, CloudFormation or a service that runs
      sealane prove plan.json          also: a directory, a template
      sealane prove --live --cluster main

  A task does not start
      sealane diagnose --message "ResourceInitializationError: ..."

  I have no account at hand
      sealane init --image demo/app:1.0 --region us-east-1
      sealane apply --sandbox

`sealane --help` lists every verb, `sealane VERB --help` teaches one.
"""


def begin() -> str:
    """Return what `sealane` alone says: where to begin."""
    return _BEGIN


def overview() -> str:
    """Return the text of `sealane --help`."""
    lines = [
        "Usage: sealane VERB [OPTIONS]",
        "",
        "Run a container image from private ECR on AWS Fargate in a VPC without internet.",
    ]
    width = max(len(name) for _, verbs in GROUPS for name, _ in verbs)
    for title, verbs in GROUPS:
        lines += ["", f"{title}:"]
        lines += [f"  {name.ljust(width)}  {text}" for name, text in verbs]
    lines += [
        "",
        "Options:",
        "  --version  print the version",
        "  --help     print this, or after a verb what that verb takes",
        "",
        "A first look, with no account:",
        "  sealane init --image demo/app:1.0",
        "  sealane apply --sandbox",
        "",
        "Exit status: 0 holds or done, 1 a property fails, 2 bad input or usage,",
        "3 could not decide or the environment failed.",
    ]
    return "\n".join(lines) + "\n"
