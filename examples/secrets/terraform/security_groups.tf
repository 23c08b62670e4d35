resource "aws_security_group" "endpoints" {
  name        = "ledger-endpoints"
  description = "Interface endpoints"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "ledger-endpoints"
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

# Tasks of api. What no rule here allows neither leaves nor enters.
resource "aws_security_group" "api_tasks" {
  name        = "ledger-api-tasks"
  description = "Tasks of api"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "ledger-api-tasks"
  }
}

resource "aws_vpc_security_group_egress_rule" "api_to_endpoints" {
  security_group_id = aws_security_group.api_tasks.id
  description       = "HTTPS to the interface endpoints"
  cidr_ipv4         = aws_vpc.main.cidr_block
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "api_to_s3" {
  security_group_id = aws_security_group.api_tasks.id
  description       = "HTTPS to S3 by the gateway endpoint"
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
