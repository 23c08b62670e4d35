# Parts of lists: a gateway endpoint that is routed in some tables only.
provider "aws" {
  region = "us-east-2"
}

variable "routed" {
  type    = number
  default = 2
}

resource "aws_vpc" "main" {
  cidr_block = "10.2.0.0/16"
}

resource "aws_route_table" "p" {
  count  = 3
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "p" {
  count      = 3
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
}

locals {
  tables  = concat(slice(aws_route_table.p[*].id, 0, var.routed), [])
  last    = reverse(aws_subnet.p)[0].id
  chunked = chunklist(aws_subnet.p[*].id, 2)
  named   = zipmap(["a", "b", "c"], aws_subnet.p[*].id)
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.main.id
  service_name    = "com.amazonaws.us-east-2.s3"
  route_table_ids = local.tables
}

resource "aws_vpc_endpoint" "logs" {
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.us-east-2.logs"
  vpc_endpoint_type = "Interface"
  subnet_ids        = flatten([local.chunked[1], local.named["a"]])
}

resource "aws_vpc_endpoint" "api" {
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.us-east-2.ecr.api"
  vpc_endpoint_type = "Interface"
  subnet_ids        = [local.last]
}

# Which of three ids sorts first is decided by AWS.
resource "aws_vpc_endpoint" "dkr" {
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.us-east-2.ecr.dkr"
  vpc_endpoint_type = "Interface"
  subnet_ids        = [sort(aws_subnet.p[*].id)[0]]
}

# What an id looks like is known, what is in it is not.
resource "aws_vpc_endpoint" "sts" {
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.us-east-2.sts"
  vpc_endpoint_type = "Interface"
  subnet_ids        = startswith(aws_vpc.main.id, "vpc-") && length(aws_vpc.main.id) == 21 ? [aws_subnet.p[0].id] : [aws_subnet.p[1].id]
  policy            = jsonencode({ Id = sha1(aws_vpc.main.id) })
}
