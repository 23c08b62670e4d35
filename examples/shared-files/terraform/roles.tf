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

# With this role Fargate prepares the tasks of importer.
resource "aws_iam_role" "importer_execution" {
  name               = "archive-importer-execution"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks_trust.json
}

# What starting importer needs, and nothing else.
data "aws_iam_policy_document" "importer_execution" {
  statement {
    sid       = "RegistryLogin"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid     = "WriteLogs"
    actions = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = [
      "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:${aws_cloudwatch_log_group.importer.name}:*",
    ]
  }

  statement {
    sid       = "PullImages"
    actions   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [local.importer_repository_arn]
  }
}

resource "aws_iam_role_policy" "importer_execution" {
  name   = "start"
  role   = aws_iam_role.importer_execution.name
  policy = data.aws_iam_policy_document.importer_execution.json
}

# With this role the containers of importer call AWS.
resource "aws_iam_role" "importer_task" {
  name               = "archive-importer-task"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks_trust.json
}

data "aws_iam_policy_document" "importer_task" {
  statement {
    sid = "MountFileSystems"
    actions = [
      "elasticfilesystem:ClientMount",
      "elasticfilesystem:ClientWrite",
      "elasticfilesystem:ClientRootAccess",
    ]
    resources = [aws_efs_file_system.importer_documents.arn]
  }
}

resource "aws_iam_role_policy" "importer_task" {
  name   = "start"
  role   = aws_iam_role.importer_task.name
  policy = data.aws_iam_policy_document.importer_task.json
}
