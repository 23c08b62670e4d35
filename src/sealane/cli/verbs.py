"""The list of verbs with one line each, so that help needs no verb's code."""

from __future__ import annotations

GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Start",
        (
            ("init", "write a commented sealane.yaml to start from"),
            ("doctor", "look whether this machine has what sealane needs, and name what is missing"),
        ),
    ),
    (
        "Run an image",
        (
            ("plan", "write Terraform from the spec and show what it would change"),
            ("apply", "the same, then create or update it"),
            ("destroy", "remove everything that apply created"),
            ("status", "show services, tasks and their last events"),
            ("logs", "show or follow the services' log groups"),
            ("export", "write a Terraform module that works without sealane"),
        ),
    ),
    (
        "Prove",
        (
            ("prove", "will each task start, and is it sealed from the internet: Terraform, CloudFormation, AWS"),
            ("report", "the same as one page of HTML: picture, evidence, fixes, to read, print and file"),
            ("graph", "the same as a drawing of the network: SVG, Mermaid or DOT"),
            ("trace", "one packet's way through the VPC, hop by hop, there and back"),
            ("authorize", "one request under every policy layer, and which of them blocks it"),
            ("diagnose", "why a task did not start: ranked causes, the evidence, and the fix"),
            ("watch", "keep every task that stops, for a diagnosis after ECS has forgotten it"),
            ("explain", "what a cause of a finding means, and how to repair it"),
        ),
    ),
    (
        "Understand",
        (
            ("endpoints", "which VPC endpoints a task needs to start, why, and what they cost"),
            ("cost", "what a source costs a month, item by item, and what other ways would cost"),
            ("policies", "least-privilege roles and endpoint policies for a task"),
            ("schema", "print the JSON Schema of the spec or of an answer"),
        ),
    ),
    (
        "For pipelines and assistants",
        (
            ("comment", "write a proof as one comment on a pull or merge request, kept up to date"),
            ("mcp", "the verbs that only read, as tools for a program that speaks MCP"),
        ),
    ),
    (
        "Try without an account",
        (
            ("rehearse", "pull the image through the planned network, on this machine"),
            ("sandbox", "an embedded AWS: start, stop, status, env, push, packets"),
        ),
    ),
)


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
