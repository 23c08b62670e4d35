resource "aws_security_group" "tasks" {
  name        = "coverage-tasks"
  description = "Tasks of the coverage module"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "coverage-tasks"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_security_group" "endpoints" {
  name_prefix = "coverage-endpoints-"
  description = "Interface endpoints"
  vpc_id      = aws_vpc.main.id
}

resource "aws_security_group" "balancer" {
  name        = "coverage-balancer"
  description = "Internal load balancer"
  vpc_id      = aws_vpc.main.id
}

resource "aws_security_group" "files" {
  name        = "coverage-files"
  description = "Mount targets"
  vpc_id      = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "endpoints_from_vpc" {
  security_group_id = aws_security_group.endpoints.id
  description       = "HTTPS from the VPC"
  cidr_ipv4         = aws_vpc.main.cidr_block
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443

  tags = {
    Name = "endpoints-from-vpc"
  }
}

resource "aws_vpc_security_group_ingress_rule" "endpoints_from_tasks" {
  security_group_id            = aws_security_group.endpoints.id
  description                  = "HTTPS from the tasks"
  referenced_security_group_id = aws_security_group.tasks.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "tasks_to_endpoints" {
  security_group_id            = aws_security_group.tasks.id
  description                  = "HTTPS to the endpoints"
  referenced_security_group_id = aws_security_group.endpoints.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443

  tags = {
    Name = "tasks-to-endpoints"
  }
}

resource "aws_vpc_security_group_egress_rule" "tasks_to_vpc" {
  security_group_id = aws_security_group.tasks.id
  description       = "HTTPS to the VPC"
  cidr_ipv4         = aws_vpc.main.cidr_block
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "tasks_to_s3" {
  security_group_id = aws_security_group.tasks.id
  description       = "HTTPS to S3, where image layers come from"
  prefix_list_id    = data.aws_ec2_managed_prefix_list.s3.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443

  tags = {
    Name = "tasks-to-s3"
  }
}

resource "aws_vpc_security_group_egress_rule" "tasks_to_files" {
  security_group_id            = aws_security_group.tasks.id
  description                  = "NFS to the mount targets"
  referenced_security_group_id = aws_security_group.files.id
  ip_protocol                  = "tcp"
  from_port                    = 2049
  to_port                      = 2049
}

resource "aws_vpc_security_group_ingress_rule" "files_from_tasks" {
  security_group_id            = aws_security_group.files.id
  description                  = "NFS from the tasks"
  referenced_security_group_id = aws_security_group.tasks.id
  ip_protocol                  = "tcp"
  from_port                    = 2049
  to_port                      = 2049
}

resource "aws_vpc_security_group_ingress_rule" "tasks_from_balancer" {
  security_group_id            = aws_security_group.tasks.id
  description                  = "Port 8080 from the load balancer"
  referenced_security_group_id = aws_security_group.balancer.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}

resource "aws_vpc_security_group_ingress_rule" "tasks_from_each_other" {
  security_group_id            = aws_security_group.tasks.id
  description                  = "Service Connect between tasks"
  referenced_security_group_id = aws_security_group.tasks.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}

resource "aws_vpc_security_group_egress_rule" "balancer_to_tasks" {
  security_group_id            = aws_security_group.balancer.id
  description                  = "Port 8080 to the tasks"
  referenced_security_group_id = aws_security_group.tasks.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}

resource "aws_vpc_security_group_ingress_rule" "balancer_from_vpc" {
  for_each = toset(["80", "443", "444"])

  security_group_id = aws_security_group.balancer.id
  description       = "Callers in the VPC"
  cidr_ipv4         = aws_vpc.main.cidr_block
  ip_protocol       = "tcp"
  from_port         = tonumber(each.key)
  to_port           = tonumber(each.key)
}

resource "aws_vpc_security_group_egress_rule" "files_to_nowhere_but_v6" {
  security_group_id = aws_security_group.files.id
  description       = "Everything to one IPv6 network"
  cidr_ipv6         = "2001:db8::/32"
  ip_protocol       = "-1"
}
