resource "aws_security_group" "endpoints" {
  name        = "claims-endpoints"
  description = "Interface endpoints"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "claims-endpoints"
  }
}

resource "aws_vpc_security_group_ingress_rule" "endpoints_from_intake" {
  security_group_id            = aws_security_group.endpoints.id
  description                  = "HTTPS from intake"
  referenced_security_group_id = aws_security_group.intake_tasks.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

# Tasks of intake. What no rule here allows neither leaves nor enters.
resource "aws_security_group" "intake_tasks" {
  name        = "claims-intake-tasks"
  description = "Tasks of intake"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "claims-intake-tasks"
  }
}

resource "aws_vpc_security_group_egress_rule" "intake_to_endpoints" {
  security_group_id            = aws_security_group.intake_tasks.id
  description                  = "HTTPS to the interface endpoints"
  referenced_security_group_id = aws_security_group.endpoints.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "intake_to_s3" {
  security_group_id = aws_security_group.intake_tasks.id
  description       = "HTTPS to S3 by the gateway endpoint"
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
