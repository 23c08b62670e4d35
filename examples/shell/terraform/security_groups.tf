resource "aws_security_group" "endpoints" {
  name        = "billing-endpoints"
  description = "Interface endpoints"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "billing-endpoints"
  }
}

resource "aws_vpc_security_group_ingress_rule" "endpoints_from_vpc" {
  security_group_id = aws_security_group.endpoints.id
  description       = "HTTPS from the VPC"
  cidr_ipv4         = aws_vpc.main.cidr_block
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

# Tasks of batch. What no rule here allows neither leaves nor enters.
resource "aws_security_group" "batch_tasks" {
  name        = "billing-batch-tasks"
  description = "Tasks of batch"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "billing-batch-tasks"
  }
}

resource "aws_vpc_security_group_egress_rule" "batch_to_endpoints" {
  security_group_id = aws_security_group.batch_tasks.id
  description       = "HTTPS to the interface endpoints"
  cidr_ipv4         = aws_vpc.main.cidr_block
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "batch_to_s3" {
  security_group_id = aws_security_group.batch_tasks.id
  description       = "HTTPS to S3 by the gateway endpoint"
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
