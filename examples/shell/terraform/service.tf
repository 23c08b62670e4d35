resource "aws_ecs_cluster" "main" {
  name = "billing"
}

# The image of batch: a full URI as it is, a name in this account's own registry.
locals {
  batch_image_parts    = regex(local.image_pattern, var.batch_image)
  batch_image_uri      = local.batch_image_parts.account == null ? "${local.registry}/${var.batch_image}" : var.batch_image
  batch_repository_arn = "arn:${local.partition}:ecr:${coalesce(local.batch_image_parts.region, local.region)}:${coalesce(local.batch_image_parts.account, local.account_id)}:repository/${local.batch_image_parts.repository}"
}

resource "aws_cloudwatch_log_group" "batch" {
  name              = "/ecs/billing/batch"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "batch" {
  family                   = "billing-batch"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.batch_cpu
  memory                   = var.batch_memory
  execution_role_arn       = aws_iam_role.batch_execution.arn
  task_role_arn            = aws_iam_role.batch_task.arn

  container_definitions = jsonencode([
    {
      name      = "batch"
      image     = local.batch_image_uri
      essential = true
      linuxParameters = {
        initProcessEnabled = true
      }
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.batch.name
          awslogs-region        = local.region
          awslogs-stream-prefix = "batch"
        }
      }
    },
  ])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }
}

resource "aws_ecs_service" "batch" {
  name                   = "batch"
  cluster                = aws_ecs_cluster.main.id
  task_definition        = aws_ecs_task_definition.batch.arn
  desired_count          = var.batch_desired_count
  launch_type            = "FARGATE"
  platform_version       = "LATEST"
  enable_execute_command = true
  propagate_tags         = "SERVICE"

  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = [aws_subnet.private_a.id, aws_subnet.private_b.id]
    security_groups  = [aws_security_group.batch_tasks.id]
    assign_public_ip = false
  }

  # The first task fails without these, and nothing above refers to them.
  depends_on = [
    aws_iam_role_policy.batch_execution,
    aws_iam_role_policy.batch_task,
    aws_vpc_endpoint.ecr_api,
    aws_vpc_endpoint.ecr_dkr,
    aws_vpc_endpoint.logs,
    aws_vpc_endpoint.ssmmessages,
    aws_vpc_endpoint.s3,
    aws_route_table_association.private_a,
    aws_route_table_association.private_b,
    aws_vpc_security_group_egress_rule.batch_to_endpoints,
    aws_vpc_security_group_egress_rule.batch_to_s3,
    aws_vpc_security_group_ingress_rule.endpoints_from_vpc,
  ]
}
