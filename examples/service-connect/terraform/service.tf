resource "aws_ecs_cluster" "main" {
  name = "shop"
}

resource "aws_service_discovery_http_namespace" "main" {
  name = "shop"
}

# The image of front: a full URI as it is, a name in this account's own registry.
locals {
  front_image_parts    = regex(local.image_pattern, var.front_image)
  front_image_uri      = local.front_image_parts.account == null ? "${local.registry}/${var.front_image}" : var.front_image
  front_repository_arn = "arn:${local.partition}:ecr:${coalesce(local.front_image_parts.region, local.region)}:${coalesce(local.front_image_parts.account, local.account_id)}:repository/${local.front_image_parts.repository}"
}

resource "aws_cloudwatch_log_group" "front" {
  name              = "/ecs/shop/front"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "front" {
  family                   = "shop-front"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.front_cpu
  memory                   = var.front_memory
  execution_role_arn       = aws_iam_role.front_execution.arn
  task_role_arn            = aws_iam_role.front_task.arn

  container_definitions = jsonencode([
    {
      name      = "front"
      image     = local.front_image_uri
      essential = true
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.front.name
          awslogs-region        = local.region
          awslogs-stream-prefix = "front"
        }
      }
    },
  ])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }
}

resource "aws_ecs_service" "front" {
  name             = "front"
  cluster          = aws_ecs_cluster.main.id
  task_definition  = aws_ecs_task_definition.front.arn
  desired_count    = var.front_desired_count
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
    security_groups  = [aws_security_group.front_tasks.id, aws_security_group.service_connect.id]
    assign_public_ip = false
  }

  service_connect_configuration {
    enabled   = true
    namespace = aws_service_discovery_http_namespace.main.arn
  }

  # The first task fails without these, and nothing above refers to them.
  depends_on = [
    aws_iam_role_policy.front_execution,
    aws_vpc_endpoint.ecr_api,
    aws_vpc_endpoint.ecr_dkr,
    aws_vpc_endpoint.logs,
    aws_vpc_endpoint.ecs_agent,
    aws_vpc_endpoint.s3,
    aws_route_table_association.private_a,
    aws_route_table_association.private_b,
    aws_vpc_security_group_egress_rule.front_to_endpoints,
    aws_vpc_security_group_egress_rule.front_to_s3,
    aws_vpc_security_group_ingress_rule.endpoints_from_vpc,
  ]
}

# The image of orders: a full URI as it is, a name in this account's own registry.
locals {
  orders_image_parts    = regex(local.image_pattern, var.orders_image)
  orders_image_uri      = local.orders_image_parts.account == null ? "${local.registry}/${var.orders_image}" : var.orders_image
  orders_repository_arn = "arn:${local.partition}:ecr:${coalesce(local.orders_image_parts.region, local.region)}:${coalesce(local.orders_image_parts.account, local.account_id)}:repository/${local.orders_image_parts.repository}"
}

resource "aws_cloudwatch_log_group" "orders" {
  name              = "/ecs/shop/orders"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "orders" {
  family                   = "shop-orders"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.orders_cpu
  memory                   = var.orders_memory
  execution_role_arn       = aws_iam_role.orders_execution.arn
  task_role_arn            = aws_iam_role.orders_task.arn

  container_definitions = jsonencode([
    {
      name      = "orders"
      image     = local.orders_image_uri
      essential = true
      portMappings = [
        { name = "orders", containerPort = 8080, protocol = "tcp" },
      ]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.orders.name
          awslogs-region        = local.region
          awslogs-stream-prefix = "orders"
        }
      }
    },
  ])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }
}

resource "aws_ecs_service" "orders" {
  name             = "orders"
  cluster          = aws_ecs_cluster.main.id
  task_definition  = aws_ecs_task_definition.orders.arn
  desired_count    = var.orders_desired_count
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
    security_groups  = [aws_security_group.orders_tasks.id, aws_security_group.service_connect.id]
    assign_public_ip = false
  }

  service_connect_configuration {
    enabled   = true
    namespace = aws_service_discovery_http_namespace.main.arn

    service {
      port_name = "orders"

      client_alias {
        port     = 8080
        dns_name = "orders"
      }
    }
  }

  # The first task fails without these, and nothing above refers to them.
  depends_on = [
    aws_iam_role_policy.orders_execution,
    aws_vpc_endpoint.ecr_api,
    aws_vpc_endpoint.ecr_dkr,
    aws_vpc_endpoint.logs,
    aws_vpc_endpoint.ecs_agent,
    aws_vpc_endpoint.s3,
    aws_route_table_association.private_a,
    aws_route_table_association.private_b,
    aws_vpc_security_group_egress_rule.orders_to_endpoints,
    aws_vpc_security_group_egress_rule.orders_to_s3,
    aws_vpc_security_group_ingress_rule.endpoints_from_vpc,
  ]
}

# The image of stock: a full URI as it is, a name in this account's own registry.
locals {
  stock_image_parts    = regex(local.image_pattern, var.stock_image)
  stock_image_uri      = local.stock_image_parts.account == null ? "${local.registry}/${var.stock_image}" : var.stock_image
  stock_repository_arn = "arn:${local.partition}:ecr:${coalesce(local.stock_image_parts.region, local.region)}:${coalesce(local.stock_image_parts.account, local.account_id)}:repository/${local.stock_image_parts.repository}"
}

resource "aws_cloudwatch_log_group" "stock" {
  name              = "/ecs/shop/stock"
  retention_in_days = 30
}

resource "aws_ecs_task_definition" "stock" {
  family                   = "shop-stock"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.stock_cpu
  memory                   = var.stock_memory
  execution_role_arn       = aws_iam_role.stock_execution.arn
  task_role_arn            = aws_iam_role.stock_task.arn

  container_definitions = jsonencode([
    {
      name      = "stock"
      image     = local.stock_image_uri
      essential = true
      portMappings = [
        { name = "stock", containerPort = 8080, protocol = "tcp" },
      ]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.stock.name
          awslogs-region        = local.region
          awslogs-stream-prefix = "stock"
        }
      }
    },
  ])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }
}

resource "aws_ecs_service" "stock" {
  name             = "stock"
  cluster          = aws_ecs_cluster.main.id
  task_definition  = aws_ecs_task_definition.stock.arn
  desired_count    = var.stock_desired_count
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
    security_groups  = [aws_security_group.stock_tasks.id, aws_security_group.service_connect.id]
    assign_public_ip = false
  }

  service_connect_configuration {
    enabled   = true
    namespace = aws_service_discovery_http_namespace.main.arn

    service {
      port_name = "stock"

      client_alias {
        port     = 8080
        dns_name = "stock"
      }
    }
  }

  # The first task fails without these, and nothing above refers to them.
  depends_on = [
    aws_iam_role_policy.stock_execution,
    aws_vpc_endpoint.ecr_api,
    aws_vpc_endpoint.ecr_dkr,
    aws_vpc_endpoint.logs,
    aws_vpc_endpoint.ecs_agent,
    aws_vpc_endpoint.s3,
    aws_route_table_association.private_a,
    aws_route_table_association.private_b,
    aws_vpc_security_group_egress_rule.stock_to_endpoints,
    aws_vpc_security_group_egress_rule.stock_to_s3,
    aws_vpc_security_group_ingress_rule.endpoints_from_vpc,
  ]
}
