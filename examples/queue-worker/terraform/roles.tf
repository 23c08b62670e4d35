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

# With this role Fargate prepares the tasks of sender.
resource "aws_iam_role" "sender_execution" {
  name               = "mail-sender-execution"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks_trust.json
}

# What starting sender needs, and nothing else.
data "aws_iam_policy_document" "sender_execution" {
  statement {
    sid       = "RegistryLogin"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid     = "WriteLogs"
    actions = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = [
      "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:${aws_cloudwatch_log_group.sender.name}:*",
    ]
  }

  statement {
    sid       = "PullImages"
    actions   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [local.sender_repository_arn]
  }
}

resource "aws_iam_role_policy" "sender_execution" {
  name   = "start"
  role   = aws_iam_role.sender_execution.name
  policy = data.aws_iam_policy_document.sender_execution.json
}

# With this role the containers of sender call AWS.
resource "aws_iam_role" "sender_task" {
  name               = "mail-sender-task"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks_trust.json
}

# As the specification says.
resource "aws_iam_role_policy" "sender_task_application" {
  name = "application"
  role = aws_iam_role.sender_task.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage"]
        Resource = "arn:aws:sqs:eu-central-1:123456789012:outbox"
      },
      {
        Effect   = "Allow"
        Action   = "dynamodb:PutItem"
        Resource = "arn:aws:dynamodb:eu-central-1:123456789012:table/sent"
      },
    ]
  })
}
