# Only ECS tasks of this account and Region may take the roles below.
data "aws_iam_policy_document" "ecs_tasks_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:${local.partition}:ecs:${local.region}:${local.account_id}:*"]
    }
  }
}

# With this role Fargate prepares the tasks of render.
resource "aws_iam_role" "render_execution" {
  name               = "reports-render-execution"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks_trust.json
}

# What starting render needs, and nothing else.
data "aws_iam_policy_document" "render_execution" {
  statement {
    sid       = "RegistryLogin"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid     = "WriteLogs"
    actions = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = [
      "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:${aws_cloudwatch_log_group.render.name}:*",
    ]
  }

  statement {
    sid       = "PullImages"
    actions   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [local.render_repository_arn]
  }
}

resource "aws_iam_role_policy" "render_execution" {
  name   = "start"
  role   = aws_iam_role.render_execution.name
  policy = data.aws_iam_policy_document.render_execution.json
}

# With this role the containers of render call AWS.
resource "aws_iam_role" "render_task" {
  name               = "reports-render-task"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks_trust.json
}
