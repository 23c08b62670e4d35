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
  name                 = "shop-api-execution"
  assume_role_policy   = data.aws_iam_policy_document.ecs_tasks_trust.json
  permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"
}

# What starting api needs, and nothing else.
data "aws_iam_policy_document" "api_execution" {
  statement {
    sid       = "RegistryLogin"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid     = "ReadSecrets"
    actions = ["secretsmanager:GetSecretValue"]
    resources = [
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/database-AbCdEf",
      data.aws_secretsmanager_secret.shop_partner.arn,
    ]
  }

  statement {
    sid       = "DecryptWithKeys"
    actions   = ["kms:Decrypt"]
    resources = ["arn:aws:kms:us-east-1:123456789012:key/22222222-2222-4222-8222-222222222222"]
  }

  statement {
    sid       = "ReadParameters"
    actions   = ["ssm:GetParameters"]
    resources = ["arn:aws:ssm:us-east-1:${local.account_id}:parameter/shop/features"]
  }

  statement {
    sid       = "ReadFiles"
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::example-shop-configuration/api.env"]
  }

  statement {
    sid       = "LocateBuckets"
    actions   = ["s3:GetBucketLocation"]
    resources = ["arn:aws:s3:::example-shop-configuration"]
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
  name                 = "shop-api-task"
  assume_role_policy   = data.aws_iam_policy_document.ecs_tasks_trust.json
  permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"
}

resource "aws_iam_role_policy_attachment" "api_task_amazonsqsreadonlyaccess" {
  role       = aws_iam_role.api_task.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess"
}

# As the specification says.
resource "aws_iam_role_policy" "api_task_application" {
  name = "application"
  role = aws_iam_role.api_task.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "dynamodb:GetItem"
        Resource = "arn:aws:dynamodb:us-east-1:123456789012:table/orders"
        Condition = {
          "ForAllValues:StringEquals" = {
            "dynamodb:LeadingKeys" = ["$${aws:userid}"]
          }
        }
      },
    ]
  })
}

# With this role Fargate prepares the tasks of worker.
resource "aws_iam_role" "worker_execution" {
  name                 = "shop-worker-execution"
  assume_role_policy   = data.aws_iam_policy_document.ecs_tasks_trust.json
  permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"
}

# What starting worker needs, and nothing else.
data "aws_iam_policy_document" "worker_execution" {
  statement {
    sid       = "RegistryLogin"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid     = "WriteLogs"
    actions = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = [
      "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:${aws_cloudwatch_log_group.worker.name}:*",
    ]
  }

  statement {
    sid       = "PullImages"
    actions   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [local.worker_repository_arn]
  }
}

resource "aws_iam_role_policy" "worker_execution" {
  name   = "start"
  role   = aws_iam_role.worker_execution.name
  policy = data.aws_iam_policy_document.worker_execution.json
}

# With this role the containers of worker call AWS.
resource "aws_iam_role" "worker_task" {
  name                 = "shop-worker-task"
  assume_role_policy   = data.aws_iam_policy_document.ecs_tasks_trust.json
  permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"
}

data "aws_iam_policy_document" "worker_task" {
  statement {
    sid = "MountFileSystems"
    actions = [
      "elasticfilesystem:ClientMount",
      "elasticfilesystem:ClientWrite",
      "elasticfilesystem:ClientRootAccess",
    ]
    resources = [aws_efs_file_system.worker_data.arn]
  }

  statement {
    sid = "ExecChannel"
    actions = [
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ]
    resources = ["*"]
  }

  statement {
    sid       = "DecryptWithKeys"
    actions   = ["kms:Decrypt"]
    resources = ["arn:aws:kms:us-east-1:123456789012:key/55555555-5555-4555-8555-555555555555"]
  }
}

resource "aws_iam_role_policy" "worker_task" {
  name   = "start"
  role   = aws_iam_role.worker_task.name
  policy = data.aws_iam_policy_document.worker_task.json
}

# With this role Fargate prepares the tasks of feed.
resource "aws_iam_role" "feed_execution" {
  name                 = "shop-feed-execution"
  assume_role_policy   = data.aws_iam_policy_document.ecs_tasks_trust.json
  permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"
}

# What starting feed needs, and nothing else.
data "aws_iam_policy_document" "feed_execution" {
  statement {
    sid       = "RegistryLogin"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid     = "WriteLogs"
    actions = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = [
      "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:${aws_cloudwatch_log_group.feed.name}:*",
    ]
  }

  statement {
    sid       = "PullImages"
    actions   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [local.feed_repository_arn]
  }
}

resource "aws_iam_role_policy" "feed_execution" {
  name   = "start"
  role   = aws_iam_role.feed_execution.name
  policy = data.aws_iam_policy_document.feed_execution.json
}

# With this role the containers of feed call AWS.
resource "aws_iam_role" "feed_task" {
  name                 = "shop-feed-task"
  assume_role_policy   = data.aws_iam_policy_document.ecs_tasks_trust.json
  permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"
}
