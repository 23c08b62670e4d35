resource "aws_security_group" "endpoints" {
  name        = "archive-endpoints"
  description = "Interface endpoints"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "archive-endpoints"
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

# Tasks of importer. What no rule here allows neither leaves nor enters.
resource "aws_security_group" "importer_tasks" {
  name        = "archive-importer-tasks"
  description = "Tasks of importer"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "archive-importer-tasks"
  }
}

resource "aws_vpc_security_group_egress_rule" "importer_to_endpoints" {
  security_group_id = aws_security_group.importer_tasks.id
  description       = "HTTPS to the interface endpoints"
  cidr_ipv4         = aws_vpc.main.cidr_block
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "importer_to_s3" {
  security_group_id = aws_security_group.importer_tasks.id
  description       = "HTTPS to S3 by the gateway endpoint"
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "importer_to_file_systems" {
  security_group_id            = aws_security_group.importer_tasks.id
  description                  = "NFS to the file systems"
  referenced_security_group_id = aws_security_group.importer_file_systems.id
  ip_protocol                  = "tcp"
  from_port                    = 2049
  to_port                      = 2049
}

resource "aws_security_group" "importer_file_systems" {
  name        = "archive-importer-file-systems"
  description = "File systems of importer"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "archive-importer-file-systems"
  }
}

resource "aws_vpc_security_group_ingress_rule" "importer_file_systems_from_tasks" {
  security_group_id            = aws_security_group.importer_file_systems.id
  description                  = "NFS from the tasks"
  referenced_security_group_id = aws_security_group.importer_tasks.id
  ip_protocol                  = "tcp"
  from_port                    = 2049
  to_port                      = 2049
}
