resource "aws_ecs_cluster" "main" {
  name = "shop"

  configuration {
    execute_command_configuration {
      kms_key_id = "arn:aws:kms:us-east-1:123456789012:key/55555555-5555-4555-8555-555555555555"
      logging    = "DEFAULT"
    }
  }
}

resource "aws_ecs_cluster_capacity_providers" "main" {
  cluster_name       = aws_ecs_cluster.main.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]
}

resource "aws_service_discovery_http_namespace" "main" {
  name = "shop"
}

# The image of api: a full URI as it is, a name in this account's own registry.
locals {
  api_image_parts    = regex(local.image_pattern, var.api_image)
  api_image_uri      = local.api_image_parts.account == null ? "${local.registry}/${var.api_image}" : var.api_image
  api_repository_arn = "arn:${local.partition}:ecr:${coalesce(local.api_image_parts.region, local.region)}:${coalesce(local.api_image_parts.account, local.account_id)}:repository/${local.api_image_parts.repository}"
}

resource "aws_cloudwatch_log_group" "api" {
  name              = "/ecs/shop/api"
  retention_in_days = 90
  kms_key_id        = "arn:aws:kms:us-east-1:123456789012:key/33333333-3333-4333-8333-333333333333"
}

resource "aws_ecs_task_definition" "api" {
  family                   = "shop-api"
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
      command   = ["serve", "--port", "8080"]
      portMappings = [
        { name = "api", containerPort = 8080, protocol = "tcp" },
      ]
      environment = [
        { name = "LOG_LEVEL", value = "info" },
        { name = "GREETING", value = "Grüß Gott, $${name}" },
      ]
      environmentFiles = [
        { type = "s3", value = "arn:aws:s3:::example-shop-configuration/api.env" },
      ]
      secrets = [
        {
          name      = "DATABASE_PASSWORD"
          valueFrom = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/database-AbCdEf:password::"
        },
        { name = "PARTNER_TOKEN", valueFrom = data.aws_secretsmanager_secret.shop_partner.arn },
        { name = "FEATURES", valueFrom = "/shop/features" },
      ]
      healthCheck = {
        command     = ["CMD-SHELL", "curl --fail http://localhost:8080/health || exit 1"]
        interval    = 30
        timeout     = 5
        retries     = 3
        startPeriod = 20
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
    security_groups  = [aws_security_group.api_tasks.id, aws_security_group.service_connect.id]
    assign_public_ip = false
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.api.arn
    container_name   = "api"
    container_port   = 8080
  }

  service_connect_configuration {
    enabled   = true
    namespace = aws_service_discovery_http_namespace.main.arn

    service {
      port_name = "api"

      client_alias {
        port     = 8080
        dns_name = "api"
      }
    }
  }

  # Autoscaling moves it.
  lifecycle {
    ignore_changes = [desired_count]
  }

  # The first task fails without these, and nothing above refers to them.
  depends_on = [
    aws_iam_role_policy.api_execution,
    aws_iam_role_policy_attachment.api_task_amazonsqsreadonlyaccess,
    aws_iam_role_policy.api_task_application,
    aws_vpc_endpoint.ecr_api,
    aws_vpc_endpoint.ecr_dkr,
    aws_vpc_endpoint.logs,
    aws_vpc_endpoint.secretsmanager,
    aws_vpc_endpoint.ssm,
    aws_vpc_endpoint.ecs_agent,
    aws_vpc_endpoint.sqs,
    aws_vpc_endpoint.s3,
    aws_vpc_endpoint.dynamodb,
    aws_route_table_association.private_a,
    aws_route_table_association.private_b,
    aws_vpc_security_group_egress_rule.api_to_endpoints,
    aws_vpc_security_group_egress_rule.api_to_s3,
    aws_vpc_security_group_egress_rule.api_to_dynamodb,
    aws_vpc_security_group_ingress_rule.endpoints_from_api,
    aws_lb_listener.api,
  ]
}

# The image of worker: a full URI as it is, a name in this account's own registry.
locals {
  worker_image_parts    = regex(local.image_pattern, var.worker_image)
  worker_image_uri      = local.worker_image_parts.account == null ? "${local.registry}/${var.worker_image}" : var.worker_image
  worker_repository_arn = "arn:${local.partition}:ecr:${coalesce(local.worker_image_parts.region, local.region)}:${coalesce(local.worker_image_parts.account, local.account_id)}:repository/${local.worker_image_parts.repository}"
}

resource "aws_cloudwatch_log_group" "worker" {
  name              = "/ecs/shop/worker"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "worker" {
  family                   = "shop-worker"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.worker_cpu
  memory                   = var.worker_memory
  execution_role_arn       = aws_iam_role.worker_execution.arn
  task_role_arn            = aws_iam_role.worker_task.arn

  container_definitions = jsonencode([
    {
      name      = "worker"
      image     = local.worker_image_uri
      essential = true
      mountPoints = [
        { sourceVolume = "data", containerPath = "/var/lib/worker", readOnly = false },
        { sourceVolume = "cache", containerPath = "/var/cache/worker", readOnly = true },
      ]
      linuxParameters = {
        initProcessEnabled = true
      }
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.worker.name
          awslogs-region        = local.region
          awslogs-stream-prefix = "worker"
        }
      }
    },
  ])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }

  ephemeral_storage {
    size_in_gib = 50
  }

  volume {
    name = "data"

    efs_volume_configuration {
      file_system_id     = aws_efs_file_system.worker_data.id
      transit_encryption = "ENABLED"

      authorization_config {
        access_point_id = aws_efs_access_point.worker_data.id
        iam             = "ENABLED"
      }
    }
  }

  volume {
    name = "cache"

    efs_volume_configuration {
      file_system_id     = aws_efs_file_system.worker_cache.id
      root_directory     = "/"
      transit_encryption = "ENABLED"

      authorization_config {
        iam = "DISABLED"
      }
    }
  }
}

resource "aws_ecs_service" "worker" {
  name                   = "worker"
  cluster                = aws_ecs_cluster.main.id
  task_definition        = aws_ecs_task_definition.worker.arn
  desired_count          = var.worker_desired_count
  platform_version       = "LATEST"
  enable_execute_command = true
  propagate_tags         = "SERVICE"

  deployment_minimum_healthy_percent = 0
  deployment_maximum_percent         = 100

  deployment_circuit_breaker {
    enable   = true
    rollback = false
  }

  capacity_provider_strategy {
    capacity_provider = "FARGATE_SPOT"
    weight            = 1
  }

  network_configuration {
    subnets          = [aws_subnet.private_a.id, aws_subnet.private_b.id]
    security_groups  = [aws_security_group.worker_tasks.id, aws_security_group.service_connect.id]
    assign_public_ip = false
  }

  service_connect_configuration {
    enabled   = true
    namespace = aws_service_discovery_http_namespace.main.arn
  }

  # The first task fails without these, and nothing above refers to them.
  depends_on = [
    aws_iam_role_policy.worker_execution,
    aws_iam_role_policy.worker_task,
    aws_vpc_endpoint.ecr_api,
    aws_vpc_endpoint.ecr_dkr,
    aws_vpc_endpoint.logs,
    aws_vpc_endpoint.ssmmessages,
    aws_vpc_endpoint.kms,
    aws_vpc_endpoint.ecs_agent,
    aws_vpc_endpoint.sqs,
    aws_vpc_endpoint.s3,
    aws_vpc_endpoint.dynamodb,
    aws_route_table_association.private_a,
    aws_route_table_association.private_b,
    aws_vpc_security_group_egress_rule.worker_to_endpoints,
    aws_vpc_security_group_egress_rule.worker_to_s3,
    aws_vpc_security_group_egress_rule.worker_to_dynamodb,
    aws_vpc_security_group_egress_rule.worker_to_file_systems,
    aws_vpc_security_group_ingress_rule.endpoints_from_worker,
    aws_vpc_security_group_ingress_rule.worker_file_systems_from_tasks,
    aws_efs_mount_target.worker_data_private_a,
    aws_efs_mount_target.worker_data_private_b,
    aws_efs_mount_target.worker_cache_private_a,
    aws_efs_mount_target.worker_cache_private_b,
    aws_ecs_cluster_capacity_providers.main,
  ]
}

# The image of feed: a full URI as it is, a name in this account's own registry.
locals {
  feed_image_parts    = regex(local.image_pattern, var.feed_image)
  feed_image_uri      = local.feed_image_parts.account == null ? "${local.registry}/${var.feed_image}" : var.feed_image
  feed_repository_arn = "arn:${local.partition}:ecr:${coalesce(local.feed_image_parts.region, local.region)}:${coalesce(local.feed_image_parts.account, local.account_id)}:repository/${local.feed_image_parts.repository}"
}

resource "aws_cloudwatch_log_group" "feed" {
  name              = "/ecs/shop/feed"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "feed" {
  family                   = "shop-feed"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.feed_cpu
  memory                   = var.feed_memory
  execution_role_arn       = aws_iam_role.feed_execution.arn
  task_role_arn            = aws_iam_role.feed_task.arn

  container_definitions = jsonencode([
    {
      name      = "feed"
      image     = local.feed_image_uri
      essential = true
      portMappings = [
        { containerPort = 9000, protocol = "tcp" },
      ]
      readonlyRootFilesystem = true
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.feed.name
          awslogs-region        = local.region
          awslogs-stream-prefix = "feed"
        }
      }
    },
  ])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }
}

resource "aws_ecs_service" "feed" {
  name             = "feed"
  cluster          = aws_ecs_cluster.main.id
  task_definition  = aws_ecs_task_definition.feed.arn
  desired_count    = var.feed_desired_count
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
    security_groups  = [aws_security_group.feed_tasks.id]
    assign_public_ip = false
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.feed.arn
    container_name   = "feed"
    container_port   = 9000
  }

  # The first task fails without these, and nothing above refers to them.
  depends_on = [
    aws_iam_role_policy.feed_execution,
    aws_vpc_endpoint.ecr_api,
    aws_vpc_endpoint.ecr_dkr,
    aws_vpc_endpoint.logs,
    aws_vpc_endpoint.sqs,
    aws_vpc_endpoint.s3,
    aws_vpc_endpoint.dynamodb,
    aws_route_table_association.private_a,
    aws_route_table_association.private_b,
    aws_vpc_security_group_egress_rule.feed_to_endpoints,
    aws_vpc_security_group_egress_rule.feed_to_s3,
    aws_vpc_security_group_egress_rule.feed_to_dynamodb,
    aws_vpc_security_group_ingress_rule.endpoints_from_feed,
    aws_lb_listener.feed,
  ]
}
