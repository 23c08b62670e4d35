data "aws_iam_policy_document" "ecr_api_endpoint" {
  statement {
    sid       = "RegistryLogin"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]

    principals {
      type = "AWS"
      identifiers = [
        aws_iam_role.api_execution.arn,
        aws_iam_role.worker_execution.arn,
        aws_iam_role.feed_execution.arn,
      ]
    }
  }

  statement {
    sid       = "PullImages"
    actions   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [local.api_repository_arn, local.worker_repository_arn, local.feed_repository_arn]

    principals {
      type = "AWS"
      identifiers = [
        aws_iam_role.api_execution.arn,
        aws_iam_role.worker_execution.arn,
        aws_iam_role.feed_execution.arn,
      ]
    }
  }
}

# Fargate gets a token for private ECR: step registry-login of api, worker and feed.
resource "aws_vpc_endpoint" "ecr_api" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-east-1.ecr.api"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = [aws_subnet.private_a.id, aws_subnet.private_b.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
  policy              = data.aws_iam_policy_document.ecr_api_endpoint.minified_json

  tags = {
    Name = "shop-ecr-api"
  }
}

data "aws_iam_policy_document" "ecr_dkr_endpoint" {
  statement {
    sid       = "RegistryLogin"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]

    principals {
      type = "AWS"
      identifiers = [
        aws_iam_role.api_execution.arn,
        aws_iam_role.worker_execution.arn,
        aws_iam_role.feed_execution.arn,
      ]
    }
  }

  statement {
    sid       = "PullImages"
    actions   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [local.api_repository_arn, local.worker_repository_arn, local.feed_repository_arn]

    principals {
      type = "AWS"
      identifiers = [
        aws_iam_role.api_execution.arn,
        aws_iam_role.worker_execution.arn,
        aws_iam_role.feed_execution.arn,
      ]
    }
  }
}

# Fargate fetches the image's manifest: step image-manifest of api, worker and feed.
# Fargate fetches the image's layers: step image-layers of api, worker and feed.
resource "aws_vpc_endpoint" "ecr_dkr" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-east-1.ecr.dkr"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = [aws_subnet.private_a.id, aws_subnet.private_b.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
  policy              = data.aws_iam_policy_document.ecr_dkr_endpoint.minified_json

  tags = {
    Name = "shop-ecr-dkr"
  }
}

data "aws_iam_policy_document" "logs_endpoint" {
  statement {
    sid     = "WriteLogs"
    actions = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = [
      "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:${aws_cloudwatch_log_group.api.name}:*",
      "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:${aws_cloudwatch_log_group.worker.name}:*",
      "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:${aws_cloudwatch_log_group.feed.name}:*",
    ]

    principals {
      type = "AWS"
      identifiers = [
        aws_iam_role.api_execution.arn,
        aws_iam_role.worker_execution.arn,
        aws_iam_role.feed_execution.arn,
      ]
    }
  }
}

# The log driver opens its destination: step log-stream of api, worker and feed.
resource "aws_vpc_endpoint" "logs" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-east-1.logs"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = [aws_subnet.private_a.id, aws_subnet.private_b.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
  policy              = data.aws_iam_policy_document.logs_endpoint.minified_json

  tags = {
    Name = "shop-logs"
  }
}

data "aws_iam_policy_document" "secretsmanager_endpoint" {
  statement {
    sid     = "ReadSecrets"
    actions = ["secretsmanager:GetSecretValue"]
    resources = [
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/database-AbCdEf",
      data.aws_secretsmanager_secret.shop_partner.arn,
    ]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.api_execution.arn]
    }
  }
}

# Fargate reads secrets from Secrets Manager: step secrets of api.
resource "aws_vpc_endpoint" "secretsmanager" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-east-1.secretsmanager"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = [aws_subnet.private_a.id, aws_subnet.private_b.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
  policy              = data.aws_iam_policy_document.secretsmanager_endpoint.minified_json

  tags = {
    Name = "shop-secretsmanager"
  }
}

data "aws_iam_policy_document" "ssm_endpoint" {
  statement {
    sid       = "ReadParameters"
    actions   = ["ssm:GetParameters"]
    resources = ["arn:aws:ssm:us-east-1:${local.account_id}:parameter/shop/features"]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.api_execution.arn]
    }
  }
}

# Fargate reads parameters from Parameter Store: step parameters of api.
resource "aws_vpc_endpoint" "ssm" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-east-1.ssm"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = [aws_subnet.private_a.id, aws_subnet.private_b.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
  policy              = data.aws_iam_policy_document.ssm_endpoint.minified_json

  tags = {
    Name = "shop-ssm"
  }
}

data "aws_iam_policy_document" "ssmmessages_endpoint" {
  statement {
    sid = "ExecChannel"
    actions = [
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.worker_task.arn]
    }
  }
}

# ECS Exec opens its channel: step exec-channel of worker.
resource "aws_vpc_endpoint" "ssmmessages" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-east-1.ssmmessages"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = [aws_subnet.private_a.id, aws_subnet.private_b.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
  policy              = data.aws_iam_policy_document.ssmmessages_endpoint.minified_json

  tags = {
    Name = "shop-ssmmessages"
  }
}

data "aws_iam_policy_document" "kms_endpoint" {
  statement {
    sid       = "DecryptWithKeys"
    actions   = ["kms:Decrypt"]
    resources = ["arn:aws:kms:us-east-1:123456789012:key/55555555-5555-4555-8555-555555555555"]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.worker_task.arn]
    }
  }
}

# ECS Exec opens its channel: step exec-channel of worker.
resource "aws_vpc_endpoint" "kms" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-east-1.kms"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = [aws_subnet.private_a.id, aws_subnet.private_b.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
  policy              = data.aws_iam_policy_document.kms_endpoint.minified_json

  tags = {
    Name = "shop-kms"
  }
}

data "aws_iam_policy_document" "ecs_agent_endpoint" {
  statement {
    sid       = "Anything"
    actions   = ["*"]
    resources = ["*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

# The Service Connect proxy asks ECS for its configuration: step service-connect of api and worker.
resource "aws_vpc_endpoint" "ecs_agent" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-east-1.ecs-agent"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = [aws_subnet.private_a.id, aws_subnet.private_b.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
  policy              = data.aws_iam_policy_document.ecs_agent_endpoint.minified_json

  tags = {
    Name = "shop-ecs-agent"
  }
}

data "aws_iam_policy_document" "sqs_endpoint" {
  statement {
    sid       = "CallSqs"
    actions   = ["sqs:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.api_task.arn, aws_iam_role.worker_task.arn, aws_iam_role.feed_task.arn]
    }
  }
}

# The containers call AWS services: step application of api, worker and feed.
resource "aws_vpc_endpoint" "sqs" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-east-1.sqs"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = [aws_subnet.private_a.id, aws_subnet.private_b.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
  policy              = data.aws_iam_policy_document.sqs_endpoint.minified_json

  tags = {
    Name = "shop-sqs"
  }
}

data "aws_iam_policy_document" "s3_endpoint" {
  statement {
    sid       = "ReadFiles"
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::example-shop-configuration/api.env"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:PrincipalArn"
      values   = [aws_iam_role.api_execution.arn]
    }
  }

  statement {
    sid       = "LocateBuckets"
    actions   = ["s3:GetBucketLocation"]
    resources = ["arn:aws:s3:::example-shop-configuration"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:PrincipalArn"
      values   = [aws_iam_role.api_execution.arn]
    }
  }

  statement {
    sid       = "ImageLayers"
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

# Fargate reads files from S3: step environment-files of api.
# Fargate fetches the image's layers: step image-layers of api, worker and feed.
resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.us-east-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.private.id]
  policy            = data.aws_iam_policy_document.s3_endpoint.minified_json

  tags = {
    Name = "shop-s3"
  }
}

data "aws_iam_policy_document" "dynamodb_endpoint" {
  statement {
    sid       = "CallDynamodb"
    actions   = ["dynamodb:*"]
    resources = ["*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:PrincipalArn"
      values   = [aws_iam_role.api_task.arn, aws_iam_role.worker_task.arn, aws_iam_role.feed_task.arn]
    }
  }
}

# The containers call AWS services: step application of api, worker and feed.
resource "aws_vpc_endpoint" "dynamodb" {
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.us-east-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.private.id]
  policy            = data.aws_iam_policy_document.dynamodb_endpoint.minified_json

  tags = {
    Name = "shop-dynamodb"
  }
}
