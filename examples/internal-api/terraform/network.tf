# Both DNS attributes are needed for the private names of the endpoints. There is no internet gateway, no NAT gateway
# and no public subnet.
resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "rates"
  }
}

# Without rules: whatever is started without a group of its own reaches nothing.
resource "aws_default_security_group" "closed" {
  vpc_id = aws_vpc.main.id
}

# The default network ACL stays as AWS makes it and lets everything through: the security groups decide. One of our own
# could not name the prefix list of S3, only every address range in it.

resource "aws_subnet" "private_a" {
  vpc_id                  = aws_vpc.main.id
  cidr_block              = "10.0.0.0/20"
  availability_zone       = data.aws_availability_zones.fargate.names[0]
  map_public_ip_on_launch = false

  tags = {
    Name = "rates-private-a"
  }
}

resource "aws_subnet" "private_b" {
  vpc_id                  = aws_vpc.main.id
  cidr_block              = "10.0.16.0/20"
  availability_zone       = data.aws_availability_zones.fargate.names[1]
  map_public_ip_on_launch = false

  tags = {
    Name = "rates-private-b"
  }
}

# Beside the VPC's own route it holds only those that the gateway endpoints put there.
resource "aws_route_table" "private" {
  vpc_id = aws_vpc.main.id

  tags = {
    Name = "rates-private"
  }
}

resource "aws_route_table_association" "private_a" {
  subnet_id      = aws_subnet.private_a.id
  route_table_id = aws_route_table.private.id
}

resource "aws_route_table_association" "private_b" {
  subnet_id      = aws_subnet.private_b.id
  route_table_id = aws_route_table.private.id
}
