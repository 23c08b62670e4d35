resource "aws_ecs_cluster" "main" {
  name = "claims"
}

# The image of intake: a full URI as it is, a name in this account's own registry.
locals {
  intake_image_parts    = regex(local.image_pattern, var.intake_image)
  intake_image_uri      = local.intake_image_parts.account == null ? "${local.registry}/${var.intake_image}" : var.intake_image
  intake_repository_arn = "arn:${local.partition}:ecr:${coalesce(local.intake_image_parts.region, local.region)}:${coalesce(local.intake_image_parts.account, local.account_id)}:repository/${local.intake_image_parts.repository}"
}

resource "aws_cloudwatch_log_group" "intake" {
  name              = "/ecs/claims/intake"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "intake" {
  family                   = "claims-intake"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.intake_cpu
  memory                   = var.intake_memory
  execution_role_arn       = aws_iam_role.intake_execution.arn
  task_role_arn            = aws_iam_role.intake_task.arn

  container_definitions = jsonencode([
    {
      name      = "intake"
      image     = local.intake_image_uri
      essential = true
      secrets = [
        {
          name      = "API_KEY"
          valueFrom = "arn:aws:secretsmanager:us-east-2:123456789012:secret:claims/api-key-AbCdEf"
        },
      ]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.intake.name
          awslogs-region        = local.region
          awslogs-stream-prefix = "intake"
        }
      }
    },
  ])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }
}

resource "aws_ecs_service" "intake" {
  name             = "intake"
  cluster          = aws_ecs_cluster.main.id
  task_definition  = aws_ecs_task_definition.intake.arn
  desired_count    = var.intake_desired_count
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
    security_groups  = [aws_security_group.intake_tasks.id]
    assign_public_ip = false
  }

  # The first task fails without these, and nothing above refers to them.
  depends_on = [
    aws_iam_role_policy.intake_execution,
    aws_vpc_endpoint.ecr_api,
    aws_vpc_endpoint.ecr_dkr,
    aws_vpc_endpoint.logs,
    aws_vpc_endpoint.secretsmanager,
    aws_vpc_endpoint.s3,
    aws_route_table_association.private_a,
    aws_route_table_association.private_b,
    aws_vpc_security_group_egress_rule.intake_to_endpoints,
    aws_vpc_security_group_egress_rule.intake_to_s3,
    aws_vpc_security_group_ingress_rule.endpoints_from_intake,
  ]
}
