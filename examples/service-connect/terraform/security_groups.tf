resource "aws_security_group" "endpoints" {
  name        = "shop-endpoints"
  description = "Interface endpoints"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "shop-endpoints"
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

# Tasks of front. What no rule here allows neither leaves nor enters.
resource "aws_security_group" "front_tasks" {
  name        = "shop-front-tasks"
  description = "Tasks of front"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "shop-front-tasks"
  }
}

resource "aws_vpc_security_group_egress_rule" "front_to_endpoints" {
  security_group_id = aws_security_group.front_tasks.id
  description       = "HTTPS to the interface endpoints"
  cidr_ipv4         = aws_vpc.main.cidr_block
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "front_to_s3" {
  security_group_id = aws_security_group.front_tasks.id
  description       = "HTTPS to S3 by the gateway endpoint"
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

# Tasks of orders. What no rule here allows neither leaves nor enters.
resource "aws_security_group" "orders_tasks" {
  name        = "shop-orders-tasks"
  description = "Tasks of orders"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "shop-orders-tasks"
  }
}

resource "aws_vpc_security_group_egress_rule" "orders_to_endpoints" {
  security_group_id = aws_security_group.orders_tasks.id
  description       = "HTTPS to the interface endpoints"
  cidr_ipv4         = aws_vpc.main.cidr_block
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "orders_to_s3" {
  security_group_id = aws_security_group.orders_tasks.id
  description       = "HTTPS to S3 by the gateway endpoint"
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

# Tasks of stock. What no rule here allows neither leaves nor enters.
resource "aws_security_group" "stock_tasks" {
  name        = "shop-stock-tasks"
  description = "Tasks of stock"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "shop-stock-tasks"
  }
}

resource "aws_vpc_security_group_egress_rule" "stock_to_endpoints" {
  security_group_id = aws_security_group.stock_tasks.id
  description       = "HTTPS to the interface endpoints"
  cidr_ipv4         = aws_vpc.main.cidr_block
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "stock_to_s3" {
  security_group_id = aws_security_group.stock_tasks.id
  description       = "HTTPS to S3 by the gateway endpoint"
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

# Tasks of services in Service Connect are in this group too, and reach each other on the offered ports only.
resource "aws_security_group" "service_connect" {
  name        = "shop-service-connect"
  description = "Tasks in Service Connect"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "shop-service-connect"
  }
}

resource "aws_vpc_security_group_egress_rule" "service_connect_to_8080" {
  security_group_id            = aws_security_group.service_connect.id
  description                  = "Service Connect"
  referenced_security_group_id = aws_security_group.service_connect.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}

resource "aws_vpc_security_group_ingress_rule" "orders_from_service_connect" {
  security_group_id            = aws_security_group.orders_tasks.id
  description                  = "Service Connect"
  referenced_security_group_id = aws_security_group.service_connect.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}

resource "aws_vpc_security_group_ingress_rule" "stock_from_service_connect" {
  security_group_id            = aws_security_group.stock_tasks.id
  description                  = "Service Connect"
  referenced_security_group_id = aws_security_group.service_connect.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}
