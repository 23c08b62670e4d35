terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

data "aws_vpc" "shared" {
  id = var.vpc_id
}

data "aws_subnets" "private" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.shared.id]
  }
}

data "aws_subnet" "first" {
  id = var.subnet_ids[0]
}

data "aws_security_group" "default" {
  vpc_id = data.aws_vpc.shared.id
  name   = "default"
}

data "aws_prefix_list" "s3" {
  name = "com.amazonaws.us-east-1.s3"
}

resource "aws_security_group" "tasks" {
  name   = "tasks"
  vpc_id = data.aws_vpc.shared.id

  egress {
    protocol        = "tcp"
    from_port       = 443
    to_port         = 443
    prefix_list_ids = [data.aws_prefix_list.s3.id]
    security_groups = [data.aws_security_group.default.id]
  }
}

resource "aws_ecs_cluster" "this" {
  name = "this"
}

resource "aws_ecs_service" "app" {
  name            = "app"
  cluster         = aws_ecs_cluster.this.id
  task_definition = "arn:aws:ecs:us-east-1:123456789012:task-definition/app:7"
  launch_type     = "FARGATE"
  desired_count   = 2

  network_configuration {
    subnets         = [data.aws_subnet.first.id, var.subnet_ids[1]]
    security_groups = [aws_security_group.tasks.id, data.aws_security_group.default.id]
  }
}
