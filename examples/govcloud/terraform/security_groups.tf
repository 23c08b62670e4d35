resource "aws_security_group" "endpoints" {
  name        = "permits-endpoints"
  description = "Interface endpoints"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "permits-endpoints"
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

# Tasks of app. What no rule here allows neither leaves nor enters.
resource "aws_security_group" "app_tasks" {
  name        = "permits-app-tasks"
  description = "Tasks of app"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "permits-app-tasks"
  }
}

resource "aws_vpc_security_group_egress_rule" "app_to_endpoints" {
  security_group_id = aws_security_group.app_tasks.id
  description       = "HTTPS to the interface endpoints"
  cidr_ipv4         = aws_vpc.main.cidr_block
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "app_to_s3" {
  security_group_id = aws_security_group.app_tasks.id
  description       = "HTTPS to S3 by the gateway endpoint"
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
