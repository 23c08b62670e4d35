resource "aws_security_group" "endpoints" {
  name        = "shop-endpoints"
  description = "Interface endpoints"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "shop-endpoints"
  }
}

resource "aws_vpc_security_group_ingress_rule" "endpoints_from_api" {
  security_group_id            = aws_security_group.endpoints.id
  description                  = "HTTPS from api"
  referenced_security_group_id = aws_security_group.api_tasks.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_ingress_rule" "endpoints_from_worker" {
  security_group_id            = aws_security_group.endpoints.id
  description                  = "HTTPS from worker"
  referenced_security_group_id = aws_security_group.worker_tasks.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_ingress_rule" "endpoints_from_feed" {
  security_group_id            = aws_security_group.endpoints.id
  description                  = "HTTPS from feed"
  referenced_security_group_id = aws_security_group.feed_tasks.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

# Tasks of api. What no rule here allows neither leaves nor enters.
resource "aws_security_group" "api_tasks" {
  name        = "shop-api-tasks"
  description = "Tasks of api"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "shop-api-tasks"
  }
}

resource "aws_vpc_security_group_egress_rule" "api_to_endpoints" {
  security_group_id            = aws_security_group.api_tasks.id
  description                  = "HTTPS to the interface endpoints"
  referenced_security_group_id = aws_security_group.endpoints.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "api_to_s3" {
  security_group_id = aws_security_group.api_tasks.id
  description       = "HTTPS to S3 by the gateway endpoint"
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "api_to_dynamodb" {
  security_group_id = aws_security_group.api_tasks.id
  description       = "HTTPS to DynamoDB by the gateway endpoint"
  prefix_list_id    = aws_vpc_endpoint.dynamodb.prefix_list_id
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
  name        = "shop-api-load-balancer"
  description = "Load balancer of api"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "shop-api-load-balancer"
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

# Tasks of worker. What no rule here allows neither leaves nor enters.
resource "aws_security_group" "worker_tasks" {
  name        = "shop-worker-tasks"
  description = "Tasks of worker"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "shop-worker-tasks"
  }
}

resource "aws_vpc_security_group_egress_rule" "worker_to_endpoints" {
  security_group_id            = aws_security_group.worker_tasks.id
  description                  = "HTTPS to the interface endpoints"
  referenced_security_group_id = aws_security_group.endpoints.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "worker_to_s3" {
  security_group_id = aws_security_group.worker_tasks.id
  description       = "HTTPS to S3 by the gateway endpoint"
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "worker_to_dynamodb" {
  security_group_id = aws_security_group.worker_tasks.id
  description       = "HTTPS to DynamoDB by the gateway endpoint"
  prefix_list_id    = aws_vpc_endpoint.dynamodb.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "worker_to_file_systems" {
  security_group_id            = aws_security_group.worker_tasks.id
  description                  = "NFS to the file systems"
  referenced_security_group_id = aws_security_group.worker_file_systems.id
  ip_protocol                  = "tcp"
  from_port                    = 2049
  to_port                      = 2049
}

resource "aws_security_group" "worker_file_systems" {
  name        = "shop-worker-file-systems"
  description = "File systems of worker"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "shop-worker-file-systems"
  }
}

resource "aws_vpc_security_group_ingress_rule" "worker_file_systems_from_tasks" {
  security_group_id            = aws_security_group.worker_file_systems.id
  description                  = "NFS from the tasks"
  referenced_security_group_id = aws_security_group.worker_tasks.id
  ip_protocol                  = "tcp"
  from_port                    = 2049
  to_port                      = 2049
}

# Tasks of feed. What no rule here allows neither leaves nor enters.
resource "aws_security_group" "feed_tasks" {
  name        = "shop-feed-tasks"
  description = "Tasks of feed"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "shop-feed-tasks"
  }
}

resource "aws_vpc_security_group_egress_rule" "feed_to_endpoints" {
  security_group_id            = aws_security_group.feed_tasks.id
  description                  = "HTTPS to the interface endpoints"
  referenced_security_group_id = aws_security_group.endpoints.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "feed_to_s3" {
  security_group_id = aws_security_group.feed_tasks.id
  description       = "HTTPS to S3 by the gateway endpoint"
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "feed_to_dynamodb" {
  security_group_id = aws_security_group.feed_tasks.id
  description       = "HTTPS to DynamoDB by the gateway endpoint"
  prefix_list_id    = aws_vpc_endpoint.dynamodb.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_ingress_rule" "feed_from_load_balancer" {
  security_group_id            = aws_security_group.feed_tasks.id
  description                  = "From the load balancer"
  referenced_security_group_id = aws_security_group.feed_load_balancer.id
  ip_protocol                  = "tcp"
  from_port                    = 9000
  to_port                      = 9000
}

resource "aws_security_group" "feed_load_balancer" {
  name        = "shop-feed-load-balancer"
  description = "Load balancer of feed"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "shop-feed-load-balancer"
  }
}

resource "aws_vpc_security_group_ingress_rule" "feed_load_balancer_from_vpc" {
  security_group_id = aws_security_group.feed_load_balancer.id
  description       = "Clients in the VPC"
  cidr_ipv4         = aws_vpc.main.cidr_block
  ip_protocol       = "tcp"
  from_port         = 9001
  to_port           = 9001
}

resource "aws_vpc_security_group_egress_rule" "feed_load_balancer_to_tasks" {
  security_group_id            = aws_security_group.feed_load_balancer.id
  description                  = "To the tasks"
  referenced_security_group_id = aws_security_group.feed_tasks.id
  ip_protocol                  = "tcp"
  from_port                    = 9000
  to_port                      = 9000
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

resource "aws_vpc_security_group_ingress_rule" "api_from_service_connect" {
  security_group_id            = aws_security_group.api_tasks.id
  description                  = "Service Connect"
  referenced_security_group_id = aws_security_group.service_connect.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}
