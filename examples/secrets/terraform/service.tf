resource "aws_ecs_cluster" "main" {
  name = "ledger"
}

# The image of api: a full URI as it is, a name in this account's own registry.
locals {
  api_image_parts    = regex(local.image_pattern, var.api_image)
  api_image_uri      = local.api_image_parts.account == null ? "${local.registry}/${var.api_image}" : var.api_image
  api_repository_arn = "arn:${local.partition}:ecr:${coalesce(local.api_image_parts.region, local.region)}:${coalesce(local.api_image_parts.account, local.account_id)}:repository/${local.api_image_parts.repository}"
}

resource "aws_cloudwatch_log_group" "api" {
  name              = "/ecs/ledger/api"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "api" {
  family                   = "ledger-api"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.api_cpu
  memory                   = var.api_memory
  execution_role_arn       = aws_iam_role.api_execution.arn
  task_role_arn            = aws_iam_role.api_task.arn

  container_definitions = jsonencode([
    {
      name      = "api"
      image     = local.api_image_uri
      essential = true
      environmentFiles = [
        { type = "s3", value = "arn:aws:s3:::example-ledger-configuration/api.env" },
      ]
      secrets = [
        {
          name      = "DATABASE_PASSWORD"
          valueFrom = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:ledger/database-AbCdEf:password::"
        },
        { name = "FEATURES", valueFrom = "/ledger/features" },
      ]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.api.name
          awslogs-region        = local.region
          awslogs-stream-prefix = "api"
        }
      }
    },
  ])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }
}

resource "aws_ecs_service" "api" {
  name             = "api"
  cluster          = aws_ecs_cluster.main.id
  task_definition  = aws_ecs_task_definition.api.arn
  desired_count    = var.api_desired_count
  launch_type      = "FARGATE"
  platform_version = "LATEST"
  propagate_tags   = "SERVICE"

  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = [aws_subnet.private_a.id, aws_subnet.private_b.id]
    security_groups  = [aws_security_group.api_tasks.id]
    assign_public_ip = false
  }

  # The first task fails without these, and nothing above refers to them.
  depends_on = [
    aws_iam_role_policy.api_execution,
    aws_vpc_endpoint.ecr_api,
    aws_vpc_endpoint.ecr_dkr,
    aws_vpc_endpoint.logs,
    aws_vpc_endpoint.secretsmanager,
    aws_vpc_endpoint.ssm,
    aws_vpc_endpoint.s3,
    aws_route_table_association.private_a,
    aws_route_table_association.private_b,
    aws_vpc_security_group_egress_rule.api_to_endpoints,
    aws_vpc_security_group_egress_rule.api_to_s3,
    aws_vpc_security_group_ingress_rule.endpoints_from_vpc,
  ]
}
