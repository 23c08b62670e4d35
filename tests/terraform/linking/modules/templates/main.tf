# Container definitions from a template, with everything that a task can name.
provider "aws" {
  region = "ca-central-1"
}

variable "tag" {
  type    = string
  default = "1.2.3"
}

resource "aws_vpc" "main" {
  cidr_block = "10.7.0.0/16"
}

resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.7.0.0/24"
}

resource "aws_ecr_repository" "app" {
  name = "shop/app"
}

resource "aws_secretsmanager_secret" "db" {
  name = "shop-db"
}

resource "aws_ssm_parameter" "flag" {
  name  = "/shop/flag"
  type  = "String"
  value = "on"
}

resource "aws_cloudwatch_log_group" "app" {
  name_prefix = "shop-"
}

resource "aws_efs_file_system" "data" {}

resource "aws_efs_access_point" "data" {
  file_system_id = aws_efs_file_system.data.id
}

resource "aws_iam_role" "start" {
  name_prefix        = "shop-"
  assume_role_policy = file("${path.module}/templates/trust.json")
}

resource "aws_ecs_cluster" "main" {
  name = "shop"
}

resource "aws_ecs_task_definition" "app" {
  family                   = "shop"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = aws_iam_role.start.arn

  container_definitions = templatefile("${path.module}/templates/containers.json.tftpl", {
    image     = "${aws_ecr_repository.app.repository_url}:${var.tag}"
    secret    = aws_secretsmanager_secret.db.arn
    parameter = aws_ssm_parameter.flag.arn
    group     = aws_cloudwatch_log_group.app.name
    region    = "ca-central-1"
  })

  volume {
    name = "data"

    efs_volume_configuration {
      file_system_id     = aws_efs_file_system.data.id
      transit_encryption = "ENABLED"

      authorization_config {
        access_point_id = aws_efs_access_point.data.id
        iam             = "ENABLED"
      }
    }
  }
}

resource "aws_ecs_service" "app" {
  name            = "shop"
  cluster         = aws_ecs_cluster.main.id
  task_definition = "${aws_ecs_task_definition.app.family}:${aws_ecs_task_definition.app.revision}"
  launch_type     = "FARGATE"
  desired_count   = 1

  network_configuration {
    subnets = [aws_subnet.a.id]
  }
}
