terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.100" }
  }
}
provider "aws" {}
resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_security_group" "other" { vpc_id = aws_vpc.v.id }
resource "aws_security_group" "dyn" {
  vpc_id = aws_vpc.v.id
  dynamic "ingress" {
    for_each = { a = aws_security_group.other.id }
    content {
      protocol        = "tcp"
      from_port       = 443
      to_port         = 443
      security_groups = [ingress.value]
    }
  }
}
resource "aws_security_group" "dyn2" {
  vpc_id = aws_vpc.v.id
  dynamic "ingress" {
    for_each = toset([aws_security_group.other.id])
    content {
      protocol        = "tcp"
      from_port       = 443
      to_port         = 443
      security_groups = [ingress.value]
    }
  }
}
resource "aws_route_table" "dyn" {
  vpc_id = aws_vpc.v.id
  dynamic "route" {
    for_each = toset([aws_security_group.other.id])
    content {
      cidr_block = "0.0.0.0/0"
      gateway_id = "igw-0123456789abcdef0"
    }
  }
}
resource "aws_subnet" "p" {
  count      = 2
  vpc_id     = aws_vpc.v.id
  cidr_block = "10.0.${count.index}.0/24"
}
resource "aws_ecs_cluster" "c" { name = "c" }
resource "aws_ecs_service" "s" {
  name    = "s"
  cluster = aws_ecs_cluster.c.id
  dynamic "network_configuration" {
    for_each = [1]
    content {
      subnets         = aws_subnet.p[*].id
      security_groups = [aws_security_group.dyn.id]
    }
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.b.arn
    container_name   = "b"
    container_port   = 80
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.a.arn
    container_name   = "a"
    container_port   = 80
  }
  deployment_maximum_percent = aws_subnet.p[1].map_public_ip_on_launch ? 200 : 100
}
resource "aws_lb_target_group" "a" { target_type = "lambda" }
resource "aws_lb_target_group" "b" { target_type = "lambda" }
resource "aws_vpc_endpoint" "e" {
  vpc_id             = try(aws_subnet.p[0].vpc_id, "")
  service_name       = "com.amazonaws.us-east-1.s3"
  security_group_ids = null
  subnet_ids         = []
}
resource "aws_ecs_task_definition" "t" {
  family                = "t"
  container_definitions = jsonencode([{ name = "a", image = "x" }])
  volume {
    name = "a"
    efs_volume_configuration { file_system_id = aws_efs_file_system.f.id }
  }
  volume {
    name = "b"
    efs_volume_configuration { file_system_id = aws_efs_file_system.g.id }
  }
}
resource "aws_efs_file_system" "f" {}
resource "aws_efs_file_system" "g" {}
data "aws_availability_zones" "z" {}
data "aws_vpc" "x" { id = aws_vpc.v.id }
resource "aws_subnet" "z" {
  vpc_id            = data.aws_vpc.x.id
  cidr_block        = "10.0.9.0/24"
  availability_zone = data.aws_availability_zones.z.names[0]
}
