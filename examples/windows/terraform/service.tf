resource "aws_ecs_cluster" "main" {
  name = "reports"
}

# The image of render: a full URI as it is, a name in this account's own registry.
locals {
  render_image_parts    = regex(local.image_pattern, var.render_image)
  render_image_uri      = local.render_image_parts.account == null ? "${local.registry}/${var.render_image}" : var.render_image
  render_repository_arn = "arn:${local.partition}:ecr:${coalesce(local.render_image_parts.region, local.region)}:${coalesce(local.render_image_parts.account, local.account_id)}:repository/${local.render_image_parts.repository}"
}

resource "aws_cloudwatch_log_group" "render" {
  name              = "/ecs/reports/render"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "render" {
  family                   = "reports-render"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.render_cpu
  memory                   = var.render_memory
  execution_role_arn       = aws_iam_role.render_execution.arn
  task_role_arn            = aws_iam_role.render_task.arn

  container_definitions = jsonencode([
    {
      name      = "render"
      image     = local.render_image_uri
      essential = true
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.render.name
          awslogs-region        = local.region
          awslogs-stream-prefix = "render"
        }
      }
    },
  ])

  runtime_platform {
    operating_system_family = "WINDOWS_SERVER_2022_CORE"
    cpu_architecture        = "X86_64"
  }
}

resource "aws_ecs_service" "render" {
  name             = "render"
  cluster          = aws_ecs_cluster.main.id
  task_definition  = aws_ecs_task_definition.render.arn
  desired_count    = var.render_desired_count
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
    security_groups  = [aws_security_group.render_tasks.id]
    assign_public_ip = false
  }

  # The first task fails without these, and nothing above refers to them.
  depends_on = [
    aws_iam_role_policy.render_execution,
    aws_vpc_endpoint.ecr_api,
    aws_vpc_endpoint.ecr_dkr,
    aws_vpc_endpoint.logs,
    aws_vpc_endpoint.s3,
    aws_route_table_association.private_a,
    aws_route_table_association.private_b,
    aws_vpc_security_group_egress_rule.render_to_endpoints,
    aws_vpc_security_group_egress_rule.render_to_s3,
    aws_vpc_security_group_ingress_rule.endpoints_from_vpc,
  ]
}
