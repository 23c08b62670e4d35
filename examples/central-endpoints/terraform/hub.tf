# One VPC has the interface endpoints for all others. Their private names are off: a private name would answer in this
# VPC alone, so zones take their place.
resource "aws_vpc" "hub" {
  cidr_block           = "10.100.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true
}

resource "aws_subnet" "hub" {
  for_each = { a = "10.100.0.0/24", b = "10.100.1.0/24" }

  vpc_id            = aws_vpc.hub.id
  cidr_block        = each.value
  availability_zone = "${local.region}${each.key}"
}

resource "aws_route_table" "hub" {
  vpc_id = aws_vpc.hub.id
}

resource "aws_route_table_association" "hub" {
  for_each = aws_subnet.hub

  subnet_id      = each.value.id
  route_table_id = aws_route_table.hub.id
}

resource "aws_security_group" "endpoints" {
  name        = "central-endpoints"
  description = "Interface endpoints for every VPC"
  vpc_id      = aws_vpc.hub.id
}

resource "aws_vpc_security_group_ingress_rule" "endpoints_from_spokes" {
  security_group_id = aws_security_group.endpoints.id
  description       = "HTTPS from the spokes"
  cidr_ipv4         = aws_vpc.spoke.cidr_block
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_endpoint" "central" {
  for_each = local.services

  vpc_id              = aws_vpc.hub.id
  service_name        = "com.amazonaws.${local.region}.${each.key}"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = [for subnet in aws_subnet.hub : subnet.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = false
}

resource "aws_route53_zone" "central" {
  for_each = local.hosts

  name = each.value

  vpc {
    vpc_id = aws_vpc.hub.id
  }

  vpc {
    vpc_id = aws_vpc.spoke.id
  }
}

resource "aws_route53_record" "apex" {
  for_each = local.hosts

  zone_id = aws_route53_zone.central[each.key].zone_id
  name    = each.value
  type    = "A"

  alias {
    name                   = aws_vpc_endpoint.central[each.key].dns_entry[0].dns_name
    zone_id                = aws_vpc_endpoint.central[each.key].dns_entry[0].hosted_zone_id
    evaluate_target_health = false
  }
}

# Each account's registry has a name of its own below dkr.ecr.
resource "aws_route53_record" "registries" {
  zone_id = aws_route53_zone.central["ecr.dkr"].zone_id
  name    = "*.${local.hosts["ecr.dkr"]}"
  type    = "A"

  alias {
    name                   = aws_vpc_endpoint.central["ecr.dkr"].dns_entry[0].dns_name
    zone_id                = aws_vpc_endpoint.central["ecr.dkr"].dns_entry[0].hosted_zone_id
    evaluate_target_health = false
  }
}
