terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

data "aws_caller_identity" "current" {}

resource "aws_vpc" "this" {
  cidr_block                       = "10.0.0.0/16"
  assign_generated_ipv6_cidr_block = true
}

resource "aws_subnet" "a" {
  vpc_id               = aws_vpc.this.id
  cidr_block           = "10.0.0.0/24"
  availability_zone_id = "use1-az1"
}

resource "aws_egress_only_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_vpn_gateway" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_nat_gateway" "public" {
  subnet_id     = aws_subnet.a.id
  allocation_id = aws_eip.nat.id
}

resource "aws_nat_gateway" "private" {
  subnet_id         = aws_subnet.a.id
  connectivity_type = "private"
}

resource "aws_eip" "nat" {
  domain = "vpc"
}

resource "aws_route_table" "a" {
  vpc_id           = aws_vpc.this.id
  propagating_vgws = [aws_vpn_gateway.this.id]

  route {
    ipv6_cidr_block        = "::/0"
    egress_only_gateway_id = aws_egress_only_internet_gateway.this.id
  }

  route {
    cidr_block     = "0.0.0.0/0"
    nat_gateway_id = aws_nat_gateway.public.id
  }
}

resource "aws_route" "list" {
  route_table_id             = aws_route_table.a.id
  destination_prefix_list_id = aws_ec2_managed_prefix_list.own.id
  transit_gateway_id         = aws_ec2_transit_gateway.this.id
}

resource "aws_route" "forwarder" {
  route_table_id         = aws_route_table.a.id
  destination_cidr_block = "192.0.2.0/24"
  network_interface_id   = aws_network_interface.forwarder.id
}

resource "aws_ec2_managed_prefix_list" "own" {
  name           = "own"
  address_family = "IPv4"
  max_entries    = 3

  entry {
    cidr = "10.7.0.0/16"
  }
}

resource "aws_ec2_managed_prefix_list_entry" "more" {
  prefix_list_id = aws_ec2_managed_prefix_list.own.id
  cidr           = "10.8.0.0/16"
}

resource "aws_ec2_transit_gateway" "this" {}

resource "aws_ec2_transit_gateway_vpc_attachment" "this" {
  transit_gateway_id                              = aws_ec2_transit_gateway.this.id
  vpc_id                                          = aws_vpc.this.id
  subnet_ids                                      = [aws_subnet.a.id]
  transit_gateway_default_route_table_association = false
}

resource "aws_ec2_transit_gateway_route_table" "own" {
  transit_gateway_id = aws_ec2_transit_gateway.this.id
}

resource "aws_ec2_transit_gateway_route_table_association" "this" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.this.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.own.id
}

resource "aws_ec2_transit_gateway_route" "nowhere" {
  destination_cidr_block         = "10.66.0.0/16"
  blackhole                      = true
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.own.id
}

resource "aws_network_interface" "forwarder" {
  subnet_id         = aws_subnet.a.id
  source_dest_check = false
  security_groups   = [aws_security_group.own.id]
}

resource "aws_instance" "forwarder" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"

  network_interface {
    device_index         = 0
    network_interface_id = aws_network_interface.forwarder.id
  }
}

resource "aws_eip" "forwarder" {
  domain            = "vpc"
  network_interface = aws_network_interface.forwarder.id
}

resource "aws_security_group" "own" {
  vpc_id = aws_vpc.this.id
}

resource "aws_security_group_rule" "all" {
  type              = "ingress"
  security_group_id = aws_security_group.own.id
  protocol          = "all"
  from_port         = 0
  to_port           = 65535
  self              = true
}

resource "aws_network_acl" "a" {
  vpc_id     = aws_vpc.this.id
  subnet_ids = [aws_subnet.a.id]
}

resource "aws_network_acl_rule" "in" {
  network_acl_id = aws_network_acl.a.id
  rule_number    = 90
  protocol       = "icmp"
  icmp_type      = -1
  icmp_code      = -1
  rule_action    = "deny"
  cidr_block     = "0.0.0.0/0"
}

resource "aws_route53_zone" "own" {
  name = "us-east-1.amazonaws.com."

  vpc {
    vpc_id = aws_vpc.this.id
  }
}

resource "aws_route53_record" "logs" {
  zone_id = aws_route53_zone.own.zone_id
  name    = "logs"
  type    = "A"

  alias {
    name                   = aws_vpc_endpoint.logs.dns_entry[0].dns_name
    zone_id                = aws_vpc_endpoint.logs.dns_entry[0].hosted_zone_id
    evaluate_target_health = false
  }
}

resource "aws_vpc_endpoint" "logs" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.us-east-1.logs"
  vpc_endpoint_type = "Interface"
}

resource "aws_vpc_endpoint_subnet_association" "logs" {
  vpc_endpoint_id = aws_vpc_endpoint.logs.id
  subnet_id       = aws_subnet.a.id
}

resource "aws_vpc_endpoint_security_group_association" "logs" {
  vpc_endpoint_id   = aws_vpc_endpoint.logs.id
  security_group_id = aws_security_group.own.id
}

resource "aws_vpc_endpoint_policy" "logs" {
  vpc_endpoint_id = aws_vpc_endpoint.logs.id
  policy          = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_route53_resolver_rule" "own" {
  domain_name          = "example.com"
  rule_type            = "FORWARD"
  resolver_endpoint_id = "rslvr-out-0123456789abcdef0"

  target_ip {
    ip = "10.0.0.10"
  }
}

resource "aws_route53_resolver_rule_association" "own" {
  resolver_rule_id = aws_route53_resolver_rule.own.id
  vpc_id           = aws_vpc.this.id
}

resource "aws_route53_resolver_firewall_domain_list" "own" {
  name    = "own"
  domains = ["*.example.com."]
}

resource "aws_route53_resolver_firewall_rule_group" "own" {
  name = "own"
}

resource "aws_route53_resolver_firewall_rule" "own" {
  name                    = "own"
  action                  = "BLOCK"
  block_response          = "NODATA"
  priority                = 10
  firewall_rule_group_id  = aws_route53_resolver_firewall_rule_group.own.id
  firewall_domain_list_id = aws_route53_resolver_firewall_domain_list.own.id
}

resource "aws_route53_resolver_firewall_rule_group_association" "own" {
  name                   = "own"
  priority               = 101
  firewall_rule_group_id = aws_route53_resolver_firewall_rule_group.own.id
  vpc_id                 = aws_vpc.this.id
}

resource "aws_kms_key" "own" {}

resource "aws_kms_alias" "own" {
  name          = "alias/own"
  target_key_id = aws_kms_key.own.key_id
}

resource "aws_secretsmanager_secret" "own" {
  name       = "own"
  kms_key_id = aws_kms_key.own.arn
}

resource "aws_secretsmanager_secret_version" "own" {
  secret_id     = aws_secretsmanager_secret.own.id
  secret_string = "never-to-be-seen"
}

resource "aws_ssm_parameter" "own" {
  name   = "/own/parameter"
  type   = "SecureString"
  value  = "never-to-be-seen"
  key_id = aws_kms_alias.own.name
}

resource "aws_s3_bucket" "own" {
  bucket = "own-configuration"
}

resource "aws_s3_bucket_policy" "own" {
  bucket = aws_s3_bucket.own.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_ecr_pull_through_cache_rule" "own" {
  ecr_repository_prefix = "public"
  upstream_registry_url = "public.ecr.aws"
}

resource "aws_iam_policy" "own" {
  name   = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_iam_role" "own" {
  name_prefix          = "own"
  permissions_boundary = "arn:aws:iam::123456789012:policy/own"
  managed_policy_arns  = [aws_iam_policy.own.arn, "arn:aws:iam::aws:policy/ReadOnlyAccess"]
  assume_role_policy   = jsonencode({ Version = "2012-10-17", Statement = [] })

  inline_policy {
    name   = "inside"
    policy = jsonencode({ Version = "2012-10-17", Statement = [] })
  }
}

resource "aws_iam_role" "named" {
  name               = "named"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_iam_policy_attachment" "own" {
  name       = "own"
  roles      = [aws_iam_role.named.name]
  policy_arn = aws_iam_policy.own.arn
}

resource "aws_ecs_cluster" "this" {
  name = "this"

  configuration {
    execute_command_configuration {
      kms_key_id = aws_kms_key.own.arn
      logging    = "OVERRIDE"

      log_configuration {
        cloud_watch_log_group_name = "/ecs/exec"
        s3_bucket_name             = aws_s3_bucket.own.id
      }
    }
  }
}

resource "aws_ecs_task_definition" "job" {
  family                   = "job"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = "arn:aws:iam::123456789012:role/named"

  container_definitions = jsonencode([{
    name        = "job"
    image       = "job:1"
    environment = [{ name = "TOKEN", value = "never-to-be-seen" }]
    secrets     = [{ name = "S", valueFrom = "/own/parameter" }]
  }])
}

resource "aws_cloudwatch_event_target" "job" {
  rule     = "nightly"
  arn      = aws_ecs_cluster.this.arn
  role_arn = aws_iam_role.named.arn

  ecs_target {
    launch_type         = "FARGATE"
    task_definition_arn = aws_ecs_task_definition.job.arn

    network_configuration {
      subnets         = [aws_subnet.a.id]
      security_groups = [aws_security_group.own.id]
    }
  }
}

resource "aws_scheduler_schedule" "job" {
  name                = "job"
  schedule_expression = "rate(1 hours)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_ecs_cluster.this.arn
    role_arn = aws_iam_role.named.arn

    ecs_parameters {
      task_definition_arn = aws_ecs_task_definition.job.arn
      launch_type         = "FARGATE"

      network_configuration {
        subnets          = [aws_subnet.a.id]
        assign_public_ip = true
      }
    }
  }
}

resource "aws_pipes_pipe" "job" {
  name     = "job"
  role_arn = aws_iam_role.named.arn
  source   = "arn:aws:sqs:us-east-1:123456789012:queue"
  target   = aws_ecs_cluster.this.arn

  target_parameters {
    ecs_task_parameters {
      task_definition_arn = aws_ecs_task_definition.job.arn
      launch_type         = "FARGATE"

      network_configuration {
        aws_vpc_configuration {
          subnets          = [aws_subnet.a.id]
          security_groups  = [aws_security_group.own.id]
          assign_public_ip = "DISABLED"
        }
      }
    }
  }
}

resource "aws_vpc_block_public_access_options" "this" {
  internet_gateway_block_mode = "block-bidirectional"
}

resource "aws_vpc_block_public_access_exclusion" "this" {
  vpc_id                          = aws_vpc.this.id
  internet_gateway_exclusion_mode = "allow-egress"
}

resource "aws_lb" "this" {
  internal           = true
  load_balancer_type = "network"

  subnet_mapping {
    subnet_id = aws_subnet.a.id
  }
}

resource "aws_lb_target_group" "this" {
  target_type = "ip"
  port        = 80
  protocol    = "TCP"
  vpc_id      = aws_vpc.this.id
}

resource "aws_lb_listener" "this" {
  load_balancer_arn = aws_lb.this.arn
  port              = 80
  protocol          = "TCP"

  default_action {
    type = "forward"

    forward {
      target_group {
        arn = aws_lb_target_group.this.arn
      }
    }
  }
}
