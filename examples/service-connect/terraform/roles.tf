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

# With this role Fargate prepares the tasks of front.
resource "aws_iam_role" "front_execution" {
  name               = "shop-front-execution"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks_trust.json
}

# What starting front needs, and nothing else.
data "aws_iam_policy_document" "front_execution" {
  statement {
    sid       = "RegistryLogin"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid     = "WriteLogs"
    actions = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = [
      "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:${aws_cloudwatch_log_group.front.name}:*",
    ]
  }

  statement {
    sid       = "PullImages"
    actions   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [local.front_repository_arn]
  }
}

resource "aws_iam_role_policy" "front_execution" {
  name   = "start"
  role   = aws_iam_role.front_execution.name
  policy = data.aws_iam_policy_document.front_execution.json
}

# With this role the containers of front call AWS.
resource "aws_iam_role" "front_task" {
  name               = "shop-front-task"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks_trust.json
}

# With this role Fargate prepares the tasks of orders.
resource "aws_iam_role" "orders_execution" {
  name               = "shop-orders-execution"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks_trust.json
}

# What starting orders needs, and nothing else.
data "aws_iam_policy_document" "orders_execution" {
  statement {
    sid       = "RegistryLogin"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid     = "WriteLogs"
    actions = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = [
      "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:${aws_cloudwatch_log_group.orders.name}:*",
    ]
  }

  statement {
    sid       = "PullImages"
    actions   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [local.orders_repository_arn]
  }
}

resource "aws_iam_role_policy" "orders_execution" {
  name   = "start"
  role   = aws_iam_role.orders_execution.name
  policy = data.aws_iam_policy_document.orders_execution.json
}

# With this role the containers of orders call AWS.
resource "aws_iam_role" "orders_task" {
  name               = "shop-orders-task"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks_trust.json
}

# With this role Fargate prepares the tasks of stock.
resource "aws_iam_role" "stock_execution" {
  name               = "shop-stock-execution"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks_trust.json
}

# What starting stock needs, and nothing else.
data "aws_iam_policy_document" "stock_execution" {
  statement {
    sid       = "RegistryLogin"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid     = "WriteLogs"
    actions = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = [
      "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:${aws_cloudwatch_log_group.stock.name}:*",
    ]
  }

  statement {
    sid       = "PullImages"
    actions   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [local.stock_repository_arn]
  }
}

resource "aws_iam_role_policy" "stock_execution" {
  name   = "start"
  role   = aws_iam_role.stock_execution.name
  policy = data.aws_iam_policy_document.stock_execution.json
}

# With this role the containers of stock call AWS.
resource "aws_iam_role" "stock_task" {
  name               = "shop-stock-task"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks_trust.json
}
