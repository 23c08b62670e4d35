"""Examples for the help of every verb: a command, and in one line what it does.

The command lines are parsed by a test, so an option that is renamed cannot stay in here.
"""

from __future__ import annotations

from typing import Final

EXAMPLES: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "init": (
        ("sealane init --image payments/api:1.4.2", "a spec in which every setting stands with its default"),
        ("sealane init --image demo/app:1.0 --region us-east-1", "the Region written down"),
    ),
    "doctor": (
        ("sealane doctor", "what is missing on this machine"),
        ("sealane doctor --sandbox", "the same for the embedded AWS"),
    ),
    "plan": (
        ("sealane plan", "for sealane.yaml, against your account"),
        ("sealane plan --sandbox", "against the embedded AWS"),
        ("sealane plan --image payments/api:1.4.3", "another image, the rest as the spec says"),
    ),
    "apply": (
        ("sealane apply", "shows what would change, and asks"),
        ("sealane apply --sandbox --yes", "in the embedded AWS, without asking"),
        ("sealane apply --no-watch", "does not wait until the services are steady"),
    ),
    "destroy": (
        ("sealane destroy", "shows what would go, and asks"),
        ("sealane destroy --sandbox --yes", "in the embedded AWS, without asking"),
    ),
    "status": (
        ("sealane status", "every service of sealane.yaml"),
        ("sealane status --format json", "for a program"),
    ),
    "logs": (
        ("sealane logs", "the last ten minutes of the only service"),
        ("sealane logs api --since 2h --follow", "of one of several, and what comes"),
    ),
    "export": (
        ("sealane export infra", "a root module, ready for `terraform apply`"),
        ("sealane export modules/api --module", "one that other modules call"),
    ),
    "adopt": (
        ("sealane adopt --live --cluster main --service web -o infra", "spec and Terraform of what runs"),
        ("sealane adopt capture -o infra --leave-out container", "of a capture, without its further containers"),
    ),
    "prove": (
        ("sealane prove plan.json", "a plan, as `terraform show -json` prints it"),
        ("sealane prove infra", "a Terraform directory, linked exactly"),
        ("sealane prove --live --cluster main", "what runs in the account"),
        ("sealane prove plan.json --format sarif --output proof.sarif", "for code scanning"),
    ),
    "report": (
        ("sealane report plan.json -o report.html", "a page to read, print and file"),
        ("sealane report --live --cluster main -o report.html", "of what runs in the account"),
    ),
    "graph": (
        ("sealane graph plan.json -o network.svg", "a picture"),
        ("sealane graph plan.json --format mermaid", "for a page of GitHub or GitLab"),
    ),
    "trace": (
        ("sealane trace plan.json --from aws_ecs_service.app --to internet", "can it leave"),
        ("sealane trace plan.json --from aws_ecs_service.app --to 10.0.9.7 --port 5432", "can it reach a database"),
    ),
    "authorize": (
        (
            "sealane authorize plan.json --principal app-execution --action ecr:GetAuthorizationToken",
            "may this role get a token",
        ),
        (
            "sealane authorize plan.json --principal app-task --action s3:GetObject --resource 'arn:aws:s3:::data/*'",
            "may that one read these objects",
        ),
    ),
    "diagnose": (
        ('sealane diagnose --message "ResourceInitializationError: …"', "what the console shows, alone"),
        ('sealane diagnose plan.json --message "…"', "joined with the proof of a plan"),
        ("sealane diagnose --cluster main --service api", "what stopped in the account"),
        ("sealane diagnose --capture stopped --evidence flows.log.gz", "with a flow log or CloudTrail beside it"),
    ),
    "watch": (
        ("sealane watch stopped --cluster main", "until it is interrupted"),
        ("sealane watch stopped --cluster main --once", "from cron, at least once an hour"),
    ),
    "explain": (
        ("sealane explain", "every cause there is"),
        ("sealane explain endpoint-missing", "what one means, and its repair"),
    ),
    "endpoints": (
        ("sealane endpoints", "of sealane.yaml"),
        ("sealane endpoints taskdef.json --region us-east-1", "of a task definition"),
        ("sealane endpoints --image demo/app:1.0 --region us-east-1", "of an image alone"),
    ),
    "cost": (
        ("sealane cost", "of sealane.yaml"),
        ("sealane cost plan.json --usage nat-gb=200", "with what you know of its use"),
    ),
    "policies": (
        ("sealane policies taskdef.json --region us-east-1", "the roles and endpoint policies of a task"),
        ("sealane policies --for prove", "what `sealane prove --live` must be allowed to read"),
        ("sealane policies --for diagnose --format terraform", "what `sealane diagnose` must, as Terraform"),
    ),
    "schema": (
        ("sealane schema", "of sealane.yaml"),
        ("sealane schema report", "of what `sealane prove --format json` prints"),
    ),
    "comment": (
        ("sealane comment comment.md", "on the request that CI says"),
        ("sealane comment comment.md --number 12 --key network", "on this one, beside other comments"),
    ),
    "mcp": (
        ("sealane mcp", "for the files of this folder"),
        ("sealane mcp --root infra --terraform", "for those of another, linked by Terraform"),
    ),
    "rehearse": (
        ("sealane rehearse plan.json", "the start of every task, for real"),
        ("sealane rehearse plan.json --without endpoint:logs", "what would be seen without one piece"),
        ("sealane rehearse plan.json --each", "without each piece in turn"),
    ),
    "sandbox": (
        ("sealane sandbox start", "an AWS of your own"),
        ("sealane sandbox push demo/app:1.0", "an image into its registry"),
    ),
    "sandbox start": (("sealane sandbox start --capture packets", "and keep what its tasks send"),),
    "sandbox stop": (("sealane sandbox stop", "and everything in it is gone"),),
    "sandbox status": (("sealane sandbox status", "whether it runs, and where"),),
    "sandbox env": (('eval "$(sealane sandbox env)"', "then `aws ec2 describe-vpcs` asks the sandbox"),),
    "sandbox push": (
        ("sealane sandbox push demo/app:1.0", "the demo's own image"),
        ("sealane sandbox push oci:build/image:1.0 payments/api:1.0", "one of yours"),
    ),
    "sandbox packets": (("sealane sandbox packets", "of the sandbox that runs"),),
    "completion": (
        ('eval "$(sealane completion bash)"', "in this shell"),
        (
            "sealane completion bash >~/.local/share/bash-completion/completions/sealane",
            "in every new one",
        ),
    ),
    "man": (
        ("sealane man >~/.local/share/man/man1/sealane.1", "then `man sealane`"),
        ("sealane man | man -l -", "without keeping it"),
    ),
}
