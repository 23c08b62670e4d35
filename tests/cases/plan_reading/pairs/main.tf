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

resource "aws_vpc" "this" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "private" {
  count = 2

  vpc_id     = aws_vpc.this.id
  cidr_block = "10.0.${count.index}.0/24"
}

resource "aws_subnet" "other" {
  for_each = { a = 10, b = 11 }

  vpc_id     = aws_vpc.this.id
  cidr_block = "10.0.${each.value}.0/24"
}

resource "aws_route_table" "private" {
  count = 2

  vpc_id = aws_vpc.this.id
}

resource "aws_route_table" "other" {
  for_each = aws_subnet.other

  vpc_id = each.value.vpc_id
}

resource "aws_route_table" "uneven" {
  count = 2

  vpc_id = aws_vpc.this.id
}

# Which table a subnet has makes no difference.
resource "aws_route_table_association" "private" {
  count = 2

  subnet_id      = aws_subnet.private[count.index].id
  route_table_id = aws_route_table.private[count.index].id
}

# Keys pair.
resource "aws_route_table_association" "other" {
  for_each = aws_subnet.other

  subnet_id      = each.value.id
  route_table_id = aws_route_table.other[each.key].id
}

# Every table has the route, whichever index is meant.
resource "aws_route" "private" {
  count = 2

  route_table_id         = aws_route_table.private[1 - count.index].id
  destination_cidr_block = "10.8.0.0/16"
  transit_gateway_id     = "tgw-0123456789abcdef0"
}

# One of two, and the plan does not tell which.
resource "aws_route" "one" {
  count = 1

  route_table_id         = aws_route_table.uneven[count.index + 1].id
  destination_cidr_block = "10.9.0.0/16"
  transit_gateway_id     = "tgw-0123456789abcdef0"
}

resource "aws_efs_file_system" "this" {}

resource "aws_efs_mount_target" "this" {
  count = 2

  file_system_id = aws_efs_file_system.this.id
  subnet_id      = aws_subnet.private[count.index].id
}
