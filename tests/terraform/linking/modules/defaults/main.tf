# What the provider fills in by itself, and the workspace, decide here.
provider "aws" {
  region = "us-east-1"
}

resource "aws_vpc" "main" {
  cidr_block = "10.8.0.0/16"
}

resource "aws_subnet" "p" {
  count      = terraform.workspace == "prod" ? 3 : 2
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
}

resource "aws_vpc_endpoint" "api" {
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.us-east-1.ecr.api"
  vpc_endpoint_type = "Interface"
  subnet_ids        = aws_vpc.main.instance_tenancy == "default" && aws_vpc.main.enable_dns_support ? [aws_subnet.p[0].id] : [aws_subnet.p[1].id]
}
