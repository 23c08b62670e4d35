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

# With this role Fargate prepares the tasks of api.
resource "aws_iam_role" "api_execution" {
  name               = "rates-api-execution"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks_trust.json
}

# What starting api needs, and nothing else.
data "aws_iam_policy_document" "api_execution" {
  statement {
    sid       = "RegistryLogin"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid     = "WriteLogs"
    actions = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = [
      "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:${aws_cloudwatch_log_group.api.name}:*",
    ]
  }

  statement {
    sid       = "PullImages"
    actions   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [local.api_repository_arn]
  }
}

resource "aws_iam_role_policy" "api_execution" {
  name   = "start"
  role   = aws_iam_role.api_execution.name
  policy = data.aws_iam_policy_document.api_execution.json
}

# With this role the containers of api call AWS.
resource "aws_iam_role" "api_task" {
  name               = "rates-api-task"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks_trust.json
}
