resource "aws_ecs_cluster" "main" {
  name = "archive"
}

# The image of importer: a full URI as it is, a name in this account's own registry.
locals {
  importer_image_parts    = regex(local.image_pattern, var.importer_image)
  importer_image_uri      = local.importer_image_parts.account == null ? "${local.registry}/${var.importer_image}" : var.importer_image
  importer_repository_arn = "arn:${local.partition}:ecr:${coalesce(local.importer_image_parts.region, local.region)}:${coalesce(local.importer_image_parts.account, local.account_id)}:repository/${local.importer_image_parts.repository}"
}

resource "aws_cloudwatch_log_group" "importer" {
  name              = "/ecs/archive/importer"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "importer" {
  family                   = "archive-importer"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.importer_cpu
  memory                   = var.importer_memory
  execution_role_arn       = aws_iam_role.importer_execution.arn
  task_role_arn            = aws_iam_role.importer_task.arn

  container_definitions = jsonencode([
    {
      name      = "importer"
      image     = local.importer_image_uri
      essential = true
      mountPoints = [
        { sourceVolume = "documents", containerPath = "/srv/documents", readOnly = false },
      ]
      readonlyRootFilesystem = true
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.importer.name
          awslogs-region        = local.region
          awslogs-stream-prefix = "importer"
        }
      }
    },
  ])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }

  volume {
    name = "documents"

    efs_volume_configuration {
      file_system_id     = aws_efs_file_system.importer_documents.id
      transit_encryption = "ENABLED"

      authorization_config {
        access_point_id = aws_efs_access_point.importer_documents.id
        iam             = "ENABLED"
      }
    }
  }
}

resource "aws_ecs_service" "importer" {
  name             = "importer"
  cluster          = aws_ecs_cluster.main.id
  task_definition  = aws_ecs_task_definition.importer.arn
  desired_count    = var.importer_desired_count
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
    security_groups  = [aws_security_group.importer_tasks.id]
    assign_public_ip = false
  }

  # The first task fails without these, and nothing above refers to them.
  depends_on = [
    aws_iam_role_policy.importer_execution,
    aws_iam_role_policy.importer_task,
    aws_vpc_endpoint.ecr_api,
    aws_vpc_endpoint.ecr_dkr,
    aws_vpc_endpoint.logs,
    aws_vpc_endpoint.s3,
    aws_route_table_association.private_a,
    aws_route_table_association.private_b,
    aws_vpc_security_group_egress_rule.importer_to_endpoints,
    aws_vpc_security_group_egress_rule.importer_to_s3,
    aws_vpc_security_group_egress_rule.importer_to_file_systems,
    aws_vpc_security_group_ingress_rule.endpoints_from_vpc,
    aws_vpc_security_group_ingress_rule.importer_file_systems_from_tasks,
    aws_efs_mount_target.importer_documents_private_a,
    aws_efs_mount_target.importer_documents_private_b,
  ]
}
