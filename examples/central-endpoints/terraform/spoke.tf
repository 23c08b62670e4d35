# A VPC with a service and no interface endpoint of its own. Layers come by a gateway endpoint, which is free and works
# in its own VPC only.
resource "aws_vpc" "spoke" {
  cidr_block           = "10.1.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true
}

resource "aws_subnet" "spoke" {
  for_each = { a = "10.1.0.0/20", b = "10.1.16.0/20" }

  vpc_id            = aws_vpc.spoke.id
  cidr_block        = each.value
  availability_zone = "${local.region}${each.key}"
}

resource "aws_route_table" "spoke" {
  vpc_id = aws_vpc.spoke.id
}

resource "aws_route_table_association" "spoke" {
  for_each = aws_subnet.spoke

  subnet_id      = each.value.id
  route_table_id = aws_route_table.spoke.id
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.spoke.id
  service_name      = "com.amazonaws.${local.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.spoke.id]
}

resource "aws_security_group" "tasks" {
  name        = "ledger-tasks"
  description = "Tasks of ledger"
  vpc_id      = aws_vpc.spoke.id
}

resource "aws_vpc_security_group_egress_rule" "tasks_to_hub" {
  security_group_id = aws_security_group.tasks.id
  description       = "HTTPS to the central endpoints"
  cidr_ipv4         = aws_vpc.hub.cidr_block
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "tasks_to_s3" {
  security_group_id = aws_security_group.tasks.id
  description       = "HTTPS to S3 by the gateway endpoint"
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
