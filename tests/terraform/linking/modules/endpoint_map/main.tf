# Endpoints by a map in locals, rules by dynamic blocks, everything looked up with a fallback.
provider "aws" {
  region  = var.region
  profile = "a-profile-that-nobody-has"

  assume_role {
    role_arn = "arn:aws:iam::123456789012:role/deploy"
  }

  default_tags {
    tags = { team = "payments" }
  }
}

terraform {
  backend "s3" {
    bucket = "a-bucket-that-nobody-has"
    key    = "state"
    region = "eu-west-1"
  }
}

variable "region" {
  type    = string
  default = "eu-west-1"
}

variable "extra" {
  type    = map(any)
  default = {}
}

data "aws_availability_zones" "available" {}

locals {
  zones = slice(data.aws_availability_zones.available.names, 0, 2)
  subnets = {
    for place, zone in local.zones : zone => {
      cidr    = cidrsubnet(aws_vpc.this.cidr_block, 8, place)
      private = place == 0
    }
  }
  endpoints = merge(
    {
      api  = { service = "ecr.api" }
      dkr  = { service = "ecr.dkr", groups = ["endpoints"] }
      logs = { service = "logs", subnets = "private" }
      s3   = { service = "s3", type = "Gateway" }
    },
    var.extra,
  )
  groups = { endpoints = aws_security_group.endpoints.id }
  private_subnets = [
    for zone, subnet in local.subnets : aws_subnet.this[zone].id if subnet.private
  ]
  rules = [
    { port = 443, from = [aws_security_group.tasks.id] },
    { port = 8443, cidrs = ["10.9.0.0/16"], from = [] },
    { port = 443, from = [aws_security_group.admins.id] },
  ]
}

resource "aws_vpc" "this" {
  cidr_block           = "10.9.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "this" {
  for_each          = local.subnets
  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value.cidr
}

resource "aws_security_group" "tasks" {
  name   = "tasks"
  vpc_id = aws_vpc.this.id
}

resource "aws_security_group" "admins" {
  name   = "admins"
  vpc_id = aws_vpc.this.id
}

resource "aws_security_group" "endpoints" {
  name   = "endpoints"
  vpc_id = aws_vpc.this.id

  dynamic "ingress" {
    for_each = local.rules
    content {
      protocol        = "tcp"
      from_port       = ingress.value.port
      to_port         = ingress.value.port
      cidr_blocks     = lookup(ingress.value, "cidrs", null)
      security_groups = try(ingress.value.from, [])
    }
  }
}

resource "aws_route_table" "this" {
  for_each = toset(local.zones)
  vpc_id   = aws_vpc.this.id
}

resource "aws_vpc_endpoint" "this" {
  for_each          = local.endpoints
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.${var.region}.${each.value.service}"
  vpc_endpoint_type = lookup(each.value, "type", "Interface")
  subnet_ids = try(each.value.type, "Interface") == "Gateway" ? null : (
    try(each.value.subnets, "all") == "private" ? local.private_subnets : values(aws_subnet.this)[*].id
  )
  security_group_ids  = try(each.value.type, "") == "Gateway" ? null : [for name in try(each.value.groups, ["endpoints"]) : local.groups[name]]
  route_table_ids     = try(each.value.type, "") == "Gateway" ? [for table in aws_route_table.this : table.id] : null
  private_dns_enabled = try(each.value.type, "") == "Gateway" ? null : true
}
