resource "aws_ecs_cluster" "main" {
  name = "mail"
}

resource "aws_ecs_cluster_capacity_providers" "main" {
  cluster_name       = aws_ecs_cluster.main.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]
}

# The image of sender: a full URI as it is, a name in this account's own registry.
locals {
  sender_image_parts    = regex(local.image_pattern, var.sender_image)
  sender_image_uri      = local.sender_image_parts.account == null ? "${local.registry}/${var.sender_image}" : var.sender_image
  sender_repository_arn = "arn:${local.partition}:ecr:${coalesce(local.sender_image_parts.region, local.region)}:${coalesce(local.sender_image_parts.account, local.account_id)}:repository/${local.sender_image_parts.repository}"
}

resource "aws_cloudwatch_log_group" "sender" {
  name              = "/ecs/mail/sender"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "sender" {
  family                   = "mail-sender"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.sender_cpu
  memory                   = var.sender_memory
  execution_role_arn       = aws_iam_role.sender_execution.arn
  task_role_arn            = aws_iam_role.sender_task.arn

  container_definitions = jsonencode([
    {
      name      = "sender"
      image     = local.sender_image_uri
      essential = true
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.sender.name
          awslogs-region        = local.region
          awslogs-stream-prefix = "sender"
        }
      }
    },
  ])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }
}

resource "aws_ecs_service" "sender" {
  name             = "sender"
  cluster          = aws_ecs_cluster.main.id
  task_definition  = aws_ecs_task_definition.sender.arn
  desired_count    = var.sender_desired_count
  platform_version = "LATEST"
  propagate_tags   = "SERVICE"

  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  capacity_provider_strategy {
    capacity_provider = "FARGATE_SPOT"
    weight            = 1
  }

  network_configuration {
    subnets          = [aws_subnet.private_a.id, aws_subnet.private_b.id]
    security_groups  = [aws_security_group.sender_tasks.id]
    assign_public_ip = false
  }

  # The first task fails without these, and nothing above refers to them.
  depends_on = [
    aws_iam_role_policy.sender_execution,
    aws_iam_role_policy.sender_task_application,
    aws_vpc_endpoint.ecr_api,
    aws_vpc_endpoint.ecr_dkr,
    aws_vpc_endpoint.logs,
    aws_vpc_endpoint.sqs,
    aws_vpc_endpoint.s3,
    aws_vpc_endpoint.dynamodb,
    aws_route_table_association.private_a,
    aws_route_table_association.private_b,
    aws_vpc_security_group_egress_rule.sender_to_endpoints,
    aws_vpc_security_group_egress_rule.sender_to_s3,
    aws_vpc_security_group_egress_rule.sender_to_dynamodb,
    aws_vpc_security_group_ingress_rule.endpoints_from_vpc,
    aws_ecs_cluster_capacity_providers.main,
  ]
}
