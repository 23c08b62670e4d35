# Policies put together from ARNs that exist only in part, by jsonencode and by chains of policy documents.
provider "aws" {
  region = "ap-southeast-2"
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

resource "aws_vpc" "main" {
  cidr_block = "10.6.0.0/16"
}

resource "aws_s3_bucket" "env" {
  bucket = "policies-env"
}

resource "aws_kms_key" "data" {
  description = "data"
}

resource "aws_secretsmanager_secret" "db" {
  name       = "prod/db"
  kms_key_id = aws_kms_key.data.arn
}

resource "aws_ecr_repository" "app" {
  name = "team/app"
}

resource "aws_cloudwatch_log_group" "app" {
  name = "/ecs/app"
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.${data.aws_partition.current.dns_suffix}"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

data "aws_iam_policy_document" "logs" {
  statement {
    sid       = "Logs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.app.arn}:*"]
  }
}

data "aws_iam_policy_document" "start" {
  for_each                = toset(["app"])
  source_policy_documents = [data.aws_iam_policy_document.logs.json]
  depends_on              = [aws_kms_key.data]

  statement {
    sid       = "Secrets"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.db.arn]
  }

  dynamic "statement" {
    for_each = [aws_ecr_repository.app.arn]
    content {
      sid       = "Pull${title(each.key)}"
      actions   = ["ecr:BatchGetImage"]
      resources = [statement.value]

      condition {
        test     = "StringEquals"
        variable = "aws:SourceVpc"
        values   = [aws_vpc.main.id]
      }
    }
  }
}

resource "aws_iam_role" "start" {
  name               = "start"
  path               = "/service/"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "start" {
  name   = "start"
  role   = aws_iam_role.start.id
  policy = data.aws_iam_policy_document.start["app"].json
}

resource "aws_iam_role_policy" "encoded" {
  name = "encoded"
  role = aws_iam_role.start.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = aws_kms_key.data.arn
      },
      {
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = ["${aws_s3_bucket.env.arn}/*", "arn:aws:s3:::prod-${data.aws_region.current.name}-starport-layer-bucket/*"]
      },
    ]
  })
}

# An ARN that is taken apart and put together anew is not the ARN that it was.
resource "aws_iam_role_policy" "rewritten" {
  name   = "rewritten"
  role   = aws_iam_role.start.id
  policy = jsonencode({ Statement = [{ Effect = "Deny", Resource = replace(aws_secretsmanager_secret.db.arn, "secret:", "other:") }] })
}

# As is what an account is compared with.
resource "aws_iam_role_policy" "by_account" {
  name   = "by_account"
  role   = aws_iam_role.start.id
  policy = data.aws_caller_identity.current.account_id == "123456789012" ? jsonencode({ Statement = [] }) : jsonencode({ Version = "2012-10-17" })
}

resource "aws_iam_policy" "managed" {
  name   = "managed"
  policy = data.aws_iam_policy_document.logs.minified_json
}

resource "aws_iam_role_policy_attachment" "managed" {
  for_each   = { own = aws_iam_policy.managed.arn, aws = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy" }
  role       = aws_iam_role.start.name
  policy_arn = each.value
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.main.id
  service_name = "com.amazonaws.ap-southeast-2.s3"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = aws_iam_role.start.arn }
      Action    = "s3:GetObject"
      Resource  = "*"
      Condition = { StringEquals = { "aws:PrincipalAccount" = data.aws_caller_identity.current.account_id } }
    }]
  })
}
