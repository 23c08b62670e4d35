resource "aws_security_group" "endpoints" {
  name        = "rates-endpoints"
  description = "Interface endpoints"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "rates-endpoints"
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
  name        = "rates-api-tasks"
  description = "Tasks of api"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "rates-api-tasks"
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

resource "aws_vpc_security_group_ingress_rule" "api_from_load_balancer" {
  security_group_id            = aws_security_group.api_tasks.id
  description                  = "From the load balancer"
  referenced_security_group_id = aws_security_group.api_load_balancer.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}

resource "aws_security_group" "api_load_balancer" {
  name        = "rates-api-load-balancer"
  description = "Load balancer of api"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "rates-api-load-balancer"
  }
}

resource "aws_vpc_security_group_ingress_rule" "api_load_balancer_from_1" {
  security_group_id = aws_security_group.api_load_balancer.id
  description       = "Clients"
  cidr_ipv4         = "10.0.0.0/8"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "api_load_balancer_to_tasks" {
  security_group_id            = aws_security_group.api_load_balancer.id
  description                  = "To the tasks"
  referenced_security_group_id = aws_security_group.api_tasks.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}
