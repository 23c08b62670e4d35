terraform {
  required_version = ">= 1.10"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 6"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

variable "note" {
  type    = string
  default = "none"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "main" {
  count      = 2
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.${count.index}.0/24"
}

resource "aws_security_group" "main" {
  count  = 2
  name   = "group-${count.index}"
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "main" {
  count             = 4
  security_group_id = aws_security_group.main[count.index % 2].id
  cidr_ipv4         = "10.${count.index}.0.0/16"
  from_port         = 443
  to_port           = 443
  ip_protocol       = "tcp"
}

resource "aws_cloudwatch_log_group" "main" {
  count = 3
  name  = "/sealane/${count.index}"
}

output "vpc" {
  value = aws_vpc.main.id
}

output "note" {
  value     = var.note
  sensitive = true
}
