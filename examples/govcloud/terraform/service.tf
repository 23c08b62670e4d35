resource "aws_ecs_cluster" "main" {
  name = "permits"
}

# The image of app: a full URI as it is, a name in this account's own registry.
locals {
  app_image_parts    = regex(local.image_pattern, var.app_image)
  app_image_uri      = local.app_image_parts.account == null ? "${local.registry}/${var.app_image}" : var.app_image
  app_repository_arn = "arn:${local.partition}:ecr:${coalesce(local.app_image_parts.region, local.region)}:${coalesce(local.app_image_parts.account, local.account_id)}:repository/${local.app_image_parts.repository}"
}

resource "aws_cloudwatch_log_group" "app" {
  name              = "/ecs/permits/app"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "app" {
  family                   = "permits-app"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.app_cpu
  memory                   = var.app_memory
  execution_role_arn       = aws_iam_role.app_execution.arn
  task_role_arn            = aws_iam_role.app_task.arn

  container_definitions = jsonencode([
    {
      name      = "app"
      image     = local.app_image_uri
      essential = true
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.app.name
          awslogs-region        = local.region
          awslogs-stream-prefix = "app"
        }
      }
    },
  ])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }
}

resource "aws_ecs_service" "app" {
  name             = "app"
  cluster          = aws_ecs_cluster.main.id
  task_definition  = aws_ecs_task_definition.app.arn
  desired_count    = var.app_desired_count
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
    security_groups  = [aws_security_group.app_tasks.id]
    assign_public_ip = false
  }

  # The first task fails without these, and nothing above refers to them.
  depends_on = [
    aws_iam_role_policy.app_execution,
    aws_vpc_endpoint.ecr_api,
    aws_vpc_endpoint.ecr_dkr,
    aws_vpc_endpoint.logs,
    aws_vpc_endpoint.s3,
    aws_route_table_association.private_a,
    aws_route_table_association.private_b,
    aws_vpc_security_group_egress_rule.app_to_endpoints,
    aws_vpc_security_group_egress_rule.app_to_s3,
    aws_vpc_security_group_ingress_rule.endpoints_from_vpc,
  ]
}
