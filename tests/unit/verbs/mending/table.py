"""The styles, and what becomes of each: the lines that go and come, or why nothing is written."""

from __future__ import annotations

from dataclasses import dataclass

from tests.unit.verbs.mending.styles import (
    Making,
    allowed,
    granted,
    let_in,
    missing,
    names_off,
    routed,
    trusted,
)

_GROUP = """\
resource "aws_security_group" "tasks" {}

resource "aws_security_group" "endpoints" {
  name = "endpoints"
}
"""
_ROLE = """\
resource "aws_secretsmanager_secret" "db" {}

resource "aws_iam_role" "execution" {
  name = "execution"
}
"""
_POLICY = """\
resource "aws_secretsmanager_secret" "db" {}

resource "aws_iam_role" "execution" {}

resource "aws_vpc_endpoint" "logs" {
  service_name = "com.amazonaws.eu-west-1.secretsmanager"

  policy = %s
}
"""
_ALLOW = """\
+      {
+        Effect = "Allow"
+        Principal = {
+          AWS = aws_iam_role.execution.arn
+        }
+        Action   = "secretsmanager:GetSecretValue"
+        Resource = aws_secretsmanager_secret.db.arn
+      },"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A file, what is made of it, and the changed lines; or a part of the reason why nothing is."""

    text: str
    made: Making
    lines: str = ""
    reason: str = ""


CASES = {
    "an endpoint beside one whose arguments come from variables": Case(
        made=lambda text: missing(text, "aws_vpc_endpoint.dkr"),
        text="""\
# The VPC is somebody else's.
resource "aws_vpc_endpoint" "dkr" {
  vpc_id              = var.vpc_id # theirs
  service_name        = "com.amazonaws.${var.region}.ecr.dkr"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = var.subnet_ids
  security_group_ids  = [aws_security_group.endpoints.id]
} # pulls
""",
        lines="""\
+
+resource "aws_vpc_endpoint" "logs" {
+  vpc_id              = var.vpc_id
+  service_name        = "com.amazonaws.${var.region}.logs"
+  vpc_endpoint_type   = "Interface"
+  private_dns_enabled = true
+  subnet_ids          = var.subnet_ids
+  security_group_ids  = [aws_security_group.endpoints.id]
+}""",
    ),
    "an endpoint in the set of services that `for_each` goes through": Case(
        made=lambda text: missing(text, 'aws_vpc_endpoint.this["ecr.dkr"]'),
        text="""\
resource "aws_vpc_endpoint" "this" {
  for_each     = toset(["ecr.api", "ecr.dkr"]) # what a pull needs
  service_name = "com.amazonaws.${var.region}.${each.value}"
}
""",
        lines="""\
-  for_each     = toset(["ecr.api", "ecr.dkr"]) # what a pull needs
+  for_each     = toset(["ecr.api", "ecr.dkr", "logs"]) # what a pull needs""",
    ),
    "an endpoint in a set that is a local value, a line each": Case(
        made=lambda text: missing(text, 'aws_vpc_endpoint.this["ecr.dkr"]'),
        text="""\
locals {
  services = toset([
    "ecr.api",
    "ecr.dkr", # images
  ])
}

resource "aws_vpc_endpoint" "this" {
  for_each     = local.services
  service_name = "com.amazonaws.${var.region}.${each.key}"
}
""",
        lines='+    "logs",',
    ),
    "private names that are off": Case(
        made=names_off,
        text='resource "aws_vpc_endpoint" "logs" {\n  private_dns_enabled = false\n}\n',
        lines="-  private_dns_enabled = false\n+  private_dns_enabled = true",
    ),
    "private names that nobody speaks of": Case(
        made=names_off,
        text='resource "aws_vpc_endpoint" "logs" {\n  vpc_id       = aws_vpc.main.id # ours\n  service_name = "x"\n}\n',
        lines="+\n+  private_dns_enabled = true",
    ),
    "private names by a variable": Case(
        made=names_off,
        text='resource "aws_vpc_endpoint" "logs" {\n  private_dns_enabled = var.private\n}\n',
        reason="takes its value from `var.private` (main.tf:2); it must become `true`",
    ),
    "one table more in a list": Case(
        made=routed,
        text='resource "aws_vpc_endpoint" "s3" {\n  route_table_ids = [aws_route_table.a.id]\n}\n',
        lines="-  route_table_ids = [aws_route_table.a.id]\n"
        "+  route_table_ids = [aws_route_table.a.id, aws_route_table.b.id]",
    ),
    "one table more than an expression gives": Case(
        made=routed,
        text='resource "aws_vpc_endpoint" "s3" {\n  route_table_ids = module.net.private[*]\n}\n',
        lines="-  route_table_ids = module.net.private[*]\n"
        "+  route_table_ids = concat(module.net.private[*], [aws_route_table.b.id])",
    ),
    "a rule of a group without rules": Case(
        made=let_in,
        text=_GROUP,
        lines="""\
+
+resource "aws_vpc_security_group_ingress_rule" "endpoints_ingress_443" {
+  security_group_id            = aws_security_group.endpoints.id
+  referenced_security_group_id = aws_security_group.tasks.id
+  ip_protocol                  = "tcp"
+  from_port                    = 443
+  to_port                      = 443
+}""",
    ),
    "a rule of a group with rules within it": Case(
        made=let_in,
        text="""\
resource "aws_security_group" "tasks" {}

resource "aws_security_group" "endpoints" {
  ingress {
    from_port = 22
  }
}
""",
        lines="""\
+
+  ingress {
+    protocol        = "tcp"
+    from_port       = 443
+    to_port         = 443
+    security_groups = [aws_security_group.tasks.id]
+  }""",
    ),
    "a rule of a group with rules of the older kind": Case(
        made=let_in,
        text=_GROUP
        + """
resource "aws_security_group_rule" "ssh" {
  security_group_id = aws_security_group.endpoints.id
}
""",
        lines="""\
+
+resource "aws_security_group_rule" "endpoints_ingress_443" {
+  type                     = "ingress"
+  security_group_id        = aws_security_group.endpoints.id
+  source_security_group_id = aws_security_group.tasks.id
+  protocol                 = "tcp"
+  from_port                = 443
+  to_port                  = 443
+}""",
    ),
    "a rule of a group whose rules are a value": Case(
        made=let_in,
        text=_GROUP.replace('  name = "endpoints"', "  ingress = []"),
        reason="has its rules as the value of an argument",
    ),
    "a rule of a group that stands for several": Case(
        made=let_in,
        text=_GROUP.replace('  name = "endpoints"', "  count = 2"),
        reason="has `count`",
    ),
    "a statement in an object": Case(
        made=allowed,
        text=_POLICY
        % """jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow" # the demo's
        Action = "secretsmanager:ListSecrets"
      },
    ]
  })""",
        lines=_ALLOW,
    ),
    "a statement in an object on one line": Case(
        made=allowed,
        text=_POLICY % 'jsonencode({ "Statement" : [{ "Effect" : "Deny" }] })',
        lines="""\
-  policy = jsonencode({ "Statement" : [{ "Effect" : "Deny" }] })
+  policy = jsonencode({ "Statement" : [{ "Effect" : "Deny" }, { Effect = "Allow", Principal = { AWS = aws_iam_role\
.execution.arn }, Action = "secretsmanager:GetSecretValue", Resource = aws_secretsmanager_secret.db.arn }] })""",
    ),
    "a statement in a data source": Case(
        made=allowed,
        text=_POLICY % "data.aws_iam_policy_document.logs.json"
        + """
data "aws_iam_policy_document" "logs" {
  statement {
    actions = ["secretsmanager:ListSecrets"]
  }
}
""",
        lines="""\
+
+  statement {
+    actions   = ["secretsmanager:GetSecretValue"]
+    resources = [aws_secretsmanager_secret.db.arn]
+
+    principals {
+      type        = "AWS"
+      identifiers = [aws_iam_role.execution.arn]
+    }
+  }""",
    ),
    "a statement in a data source that others use": Case(
        made=allowed,
        text=_POLICY % "data.aws_iam_policy_document.all.json"
        + """
data "aws_iam_policy_document" "all" {}

resource "aws_vpc_endpoint" "other" {
  policy = data.aws_iam_policy_document.all.json
}
""",
        reason="is used in 2 places",
    ),
    "a statement in JSON": Case(
        made=allowed,
        text=_POLICY
        % """<<-JSON
    {
      "Statement": [
        {"Effect": "Deny", "Action": "${var.none}"}
      ]
    }
  JSON""",
        lines="""\
-        {"Effect": "Deny", "Action": "${var.none}"}
+        {"Effect": "Deny", "Action": "${var.none}"},
+        {
+          "Effect": "Allow",
+          "Principal": {
+            "AWS": "${aws_iam_role.execution.arn}"
+          },
+          "Action": "secretsmanager:GetSecretValue",
+          "Resource": "${aws_secretsmanager_secret.db.arn}"
+        }""",
    ),
    "a statement in a file": Case(
        made=allowed,
        text=_POLICY % 'file("policy.json")',
        reason='takes its value from `file("policy.json")`',
    ),
    "a policy of a role": Case(
        made=granted,
        text=_ROLE,
        lines="""\
+
+resource "aws_iam_role_policy" "execution_start_secretsmanager" {
+  name = "start-secretsmanager"
+  role = aws_iam_role.execution.name
+  policy = jsonencode({
+    Version = "2012-10-17"
+    Statement = [
+      {
+        Effect   = "Allow"
+        Action   = "secretsmanager:GetSecretValue"
+        Resource = aws_secretsmanager_secret.db.arn
+      },
+    ]
+  })
+}""",
    ),
    "a policy within a role": Case(
        made=granted,
        text=_ROLE.replace('  name = "execution"', "  inline_policy {}"),
        lines="""\
+
+  inline_policy {
+    name = "start-secretsmanager"
+    policy = jsonencode({
+      Version = "2012-10-17"
+      Statement = [
+        {
+          Effect   = "Allow"
+          Action   = "secretsmanager:GetSecretValue"
+          Resource = aws_secretsmanager_secret.db.arn
+        },
+      ]
+    })
+  }""",
    ),
    "a trust policy": Case(
        made=trusted,
        text="""\
resource "aws_iam_role" "execution" {
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

data "aws_iam_policy_document" "trust" {}
""",
        lines="""\
-data "aws_iam_policy_document" "trust" {}
+data "aws_iam_policy_document" "trust" {
+  statement {
+    actions = ["sts:AssumeRole"]
+
+    principals {
+      type        = "Service"
+      identifiers = ["ecs-tasks.amazonaws.com"]
+    }
+  }
+}""",
    ),
    "what is written nowhere": Case(
        made=names_off, text="# empty\n", reason="aws_vpc_endpoint.logs is not written in the directory"
    ),
}
