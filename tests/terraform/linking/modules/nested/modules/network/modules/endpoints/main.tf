variable "vpc" {
  type = object({ id = string, cidr_block = string })
}

variable "subnets" {
  type = list(string)
}

data "aws_region" "current" {}

resource "aws_security_group" "this" {
  name   = "endpoints"
  vpc_id = var.vpc.id

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = [var.vpc.cidr_block]
  }
}

resource "aws_vpc_endpoint" "this" {
  for_each            = toset(["ecr.api", "ecr.dkr"])
  vpc_id              = var.vpc.id
  service_name        = "com.amazonaws.${data.aws_region.current.name}.${each.key}"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = var.subnets
  security_group_ids  = [aws_security_group.this.id]
  private_dns_enabled = true
}

output "groups" {
  value = [aws_security_group.this.id, aws_security_group.this.arn]
}
