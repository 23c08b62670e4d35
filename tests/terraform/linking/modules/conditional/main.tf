# Resources that may be there or not, and what is used in their place.
provider "aws" {
  region = "eu-central-1"
}

variable "vpc_id" {
  type    = string
  default = ""
}

variable "create_group" {
  type    = bool
  default = true
}

resource "aws_vpc" "this" {
  count      = var.vpc_id == "" ? 1 : 0
  cidr_block = "10.3.0.0/16"
}

locals {
  vpc_id = var.vpc_id != "" ? var.vpc_id : one(aws_vpc.this[*].id)
  group  = var.create_group ? join("", aws_security_group.new[*].id) : coalesce("sg-0123456789abcdef0")
}

resource "aws_subnet" "this" {
  count      = 2
  vpc_id     = local.vpc_id
  cidr_block = "10.3.${count.index}.0/24"
}

resource "aws_security_group" "new" {
  count  = var.create_group ? 1 : 0
  name   = "new"
  vpc_id = local.vpc_id
}

resource "aws_vpc_endpoint" "api" {
  vpc_id              = try(aws_vpc.this[0].id, var.vpc_id)
  service_name        = "com.amazonaws.eu-central-1.ecr.api"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = [try(aws_subnet.this[7].id, aws_subnet.this[1].id)]
  security_group_ids  = compact([local.group, var.create_group ? "" : null])
  private_dns_enabled = true
}
