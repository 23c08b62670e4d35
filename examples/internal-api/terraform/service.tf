resource "aws_ecs_cluster" "main" {
  name = "rates"
}

# The image of api: a full URI as it is, a name in this account's own registry.
locals {
  api_image_parts    = regex(local.image_pattern, var.api_image)
  api_image_uri      = local.api_image_parts.account == null ? "${local.registry}/${var.api_image}" : var.api_image
  api_repository_arn = "arn:${local.partition}:ecr:${coalesce(local.api_image_parts.region, local.region)}:${coalesce(local.api_image_parts.account, local.account_id)}:repository/${local.api_image_parts.repository}"
}

resource "aws_cloudwatch_log_group" "api" {
  name              = "/ecs/rates/api"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "api" {
  family                   = "rates-api"
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
      portMappings = [
        { containerPort = 8080, protocol = "tcp" },
      ]
      healthCheck = {
        command     = ["CMD-SHELL", "curl --fail http://localhost:8080/health || exit 1"]
        interval    = 30
        timeout     = 5
        retries     = 3
        startPeriod = 0
      }
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
    cpu_architecture        = "ARM64"
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

  load_balancer {
    target_group_arn = aws_lb_target_group.api.arn
    container_name   = "api"
    container_port   = 8080
  }

  # Autoscaling moves it.
  lifecycle {
    ignore_changes = [desired_count]
  }

  # The first task fails without these, and nothing above refers to them.
  depends_on = [
    aws_iam_role_policy.api_execution,
    aws_vpc_endpoint.ecr_api,
    aws_vpc_endpoint.ecr_dkr,
    aws_vpc_endpoint.logs,
    aws_vpc_endpoint.s3,
    aws_route_table_association.private_a,
    aws_route_table_association.private_b,
    aws_vpc_security_group_egress_rule.api_to_endpoints,
    aws_vpc_security_group_egress_rule.api_to_s3,
    aws_vpc_security_group_ingress_rule.endpoints_from_vpc,
    aws_lb_listener.api,
  ]
}
