data "aws_iam_policy_document" "ecr_api_endpoint" {
  statement {
    sid       = "RegistryLogin"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.intake_execution.arn]
    }
  }

  statement {
    sid       = "PullImages"
    actions   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [local.intake_repository_arn]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.intake_execution.arn]
    }
  }
}

# Fargate gets a token for private ECR: step registry-login of intake.
resource "aws_vpc_endpoint" "ecr_api" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-east-2.ecr.api"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = [aws_subnet.private_a.id, aws_subnet.private_b.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
  policy              = data.aws_iam_policy_document.ecr_api_endpoint.minified_json

  tags = {
    Name = "claims-ecr-api"
  }
}

data "aws_iam_policy_document" "ecr_dkr_endpoint" {
  statement {
    sid       = "RegistryLogin"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.intake_execution.arn]
    }
  }

  statement {
    sid       = "PullImages"
    actions   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [local.intake_repository_arn]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.intake_execution.arn]
    }
  }
}

# Fargate fetches the image's manifest: step image-manifest of intake.
# Fargate fetches the image's layers: step image-layers of intake.
resource "aws_vpc_endpoint" "ecr_dkr" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-east-2.ecr.dkr"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = [aws_subnet.private_a.id, aws_subnet.private_b.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
  policy              = data.aws_iam_policy_document.ecr_dkr_endpoint.minified_json

  tags = {
    Name = "claims-ecr-dkr"
  }
}

data "aws_iam_policy_document" "logs_endpoint" {
  statement {
    sid     = "WriteLogs"
    actions = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = [
      "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:${aws_cloudwatch_log_group.intake.name}:*",
    ]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.intake_execution.arn]
    }
  }
}

# The log driver opens its destination: step log-stream of intake.
resource "aws_vpc_endpoint" "logs" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-east-2.logs"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = [aws_subnet.private_a.id, aws_subnet.private_b.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
  policy              = data.aws_iam_policy_document.logs_endpoint.minified_json

  tags = {
    Name = "claims-logs"
  }
}

data "aws_iam_policy_document" "secretsmanager_endpoint" {
  statement {
    sid       = "ReadSecrets"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = ["arn:aws:secretsmanager:us-east-2:123456789012:secret:claims/api-key-AbCdEf"]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.intake_execution.arn]
    }
  }
}

# Fargate reads secrets from Secrets Manager: step secrets of intake.
resource "aws_vpc_endpoint" "secretsmanager" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-east-2.secretsmanager"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = [aws_subnet.private_a.id, aws_subnet.private_b.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
  policy              = data.aws_iam_policy_document.secretsmanager_endpoint.minified_json

  tags = {
    Name = "claims-secretsmanager"
  }
}

data "aws_iam_policy_document" "s3_endpoint" {
  statement {
    sid       = "ImageLayers"
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::prod-us-east-2-starport-layer-bucket/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

# Fargate fetches the image's layers: step image-layers of intake.
resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.us-east-2.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.private.id]
  policy            = data.aws_iam_policy_document.s3_endpoint.minified_json

  tags = {
    Name = "claims-s3"
  }
}
