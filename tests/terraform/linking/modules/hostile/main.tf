# Everything in a directory that would act, ask or remember when Terraform runs it.
terraform {
  backend "s3" {
    bucket = "a-bucket-that-nobody-has"
    key    = "state"
    region = "us-east-1"
  }
}

provider "aws" {
  region  = "us-east-1"
  profile = "nobody"
}

variable "mark" {
  type = string
}

data "terraform_remote_state" "network" {
  backend = "s3"
  config  = { bucket = "another-bucket-that-nobody-has", key = "network", region = "us-east-1" }
}

data "aws_vpc" "shared" {
  tags = { Name = "shared" }
}

data "aws_subnets" "private" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.shared.id]
  }
}

data "aws_ssm_parameter" "mode" {
  name = "/mode"
}

import {
  to = aws_security_group.tasks
  id = "sg-0123456789abcdef0"
}

check "there" {
  data "aws_vpc" "again" {
    tags = { Name = "shared" }
  }

  assert {
    condition     = data.aws_vpc.again.id != ""
    error_message = "no VPC"
  }
}

resource "terraform_data" "acts" {
  provisioner "local-exec" {
    command = "touch ${var.mark}"
  }
}

resource "aws_security_group" "tasks" {
  name   = "tasks"
  vpc_id = data.aws_vpc.shared.id

  provisioner "local-exec" {
    command = "touch ${var.mark}"
  }

  lifecycle {
    postcondition {
      condition     = startswith(self.id, "sg-")
      error_message = "not a group"
    }
  }
}

resource "aws_vpc_endpoint" "far" {
  vpc_id            = data.terraform_remote_state.network.outputs.vpc_id
  service_name      = "com.amazonaws.us-east-1.ecr.api"
  vpc_endpoint_type = "Interface"
  subnet_ids        = data.aws_subnets.private.ids
}

resource "aws_vpc_endpoint" "near" {
  vpc_id              = data.aws_vpc.shared.id
  service_name        = "com.amazonaws.us-east-1.ecr.dkr"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = data.aws_ssm_parameter.mode.value == "private"
  security_group_ids  = data.aws_ssm_parameter.mode.value == "private" ? [aws_security_group.tasks.id] : []
}
