terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.100" }
  }
}
provider "aws" { region = var.region }
provider "aws" {
  alias  = "west"
  region = "us-west-2"
}
variable "region" { default = "us-east-1" }
variable "n" { default = 2 }
variable "secret" {
  default   = "hush"
  sensitive = true
}
variable "vpc" { default = "vpc-0123456789abcdef0" }
resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_vpc" "w" {
  provider   = aws.west
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "p" {
  count      = 2
  vpc_id     = aws_vpc.v.id
  cidr_block = "10.0.${count.index}.0/24"
}
resource "aws_subnet" "q" {
  for_each   = { a = "10.0.10.0/24", b = "10.0.11.0/24" }
  vpc_id     = aws_vpc.v.id
  cidr_block = each.value
}
resource "aws_route_table" "p" {
  count  = 2
  vpc_id = aws_vpc.v.id
}
resource "aws_route_table" "q" {
  for_each = aws_subnet.q
  vpc_id   = each.value.vpc_id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.g.id
  }
  route {
    cidr_block         = "10.9.0.0/16"
    transit_gateway_id = "tgw-0123456789abcdef0"
  }
}
resource "aws_internet_gateway" "g" { vpc_id = aws_vpc.v.id }
resource "aws_route_table_association" "p" {
  count          = 2
  subnet_id      = aws_subnet.p[count.index].id
  route_table_id = aws_route_table.p[count.index].id
}
resource "aws_route_table_association" "q" {
  for_each       = aws_subnet.q
  subnet_id      = each.value.id
  route_table_id = aws_route_table.q[each.key].id
}
resource "aws_vpc_endpoint" "splat" {
  vpc_id          = aws_vpc.v.id
  service_name    = "com.amazonaws.us-east-1.s3"
  route_table_ids = aws_route_table.p[*].id
}
resource "aws_vpc_endpoint" "slice" {
  vpc_id          = aws_vpc.v.id
  service_name    = "com.amazonaws.us-east-1.s3"
  route_table_ids = slice(aws_route_table.p[*].id, 0, 1)
}
resource "aws_vpc_endpoint" "explicit" {
  vpc_id          = aws_vpc.v.id
  service_name    = "com.amazonaws.us-east-1.s3"
  route_table_ids = [aws_route_table.p[0].id, aws_route_table.q["b"].id]
}
resource "aws_vpc_endpoint" "ffor" {
  vpc_id          = aws_vpc.v.id
  service_name    = "com.amazonaws.us-east-1.s3"
  route_table_ids = [for k, t in aws_route_table.q : t.id]
}
resource "aws_vpc_endpoint" "concat" {
  vpc_id          = aws_vpc.v.id
  service_name    = "com.amazonaws.us-east-1.s3"
  route_table_ids = concat(aws_route_table.p[*].id, values(aws_route_table.q)[*].id)
}
resource "aws_vpc_endpoint" "cond" {
  vpc_id          = var.n == 3 ? aws_vpc.w.id : aws_vpc.v.id
  service_name    = "com.amazonaws.us-east-1.s3"
  route_table_ids = var.n == 1 ? [] : [aws_route_table.p[0].id]
}
resource "aws_security_group" "inl" {
  vpc_id = aws_vpc.v.id
  ingress {
    protocol        = "tcp"
    from_port       = 443
    to_port         = 443
    security_groups = [aws_security_group.other.id]
  }
  ingress {
    protocol    = "tcp"
    from_port   = 80
    to_port     = 80
    cidr_blocks = [aws_vpc.v.cidr_block]
    self        = true
  }
  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_security_group" "other" {
  vpc_id  = aws_vpc.v.id
  ingress = []
  egress  = [{ protocol = "tcp", from_port = 1, to_port = 2, cidr_blocks = [], security_groups = [], ipv6_cidr_blocks = [], prefix_list_ids = [aws_vpc_endpoint.splat.prefix_list_id], self = false, description = "" }]
}
resource "aws_security_group_rule" "r" {
  type                     = "egress"
  security_group_id        = aws_security_group.third.id
  source_security_group_id = aws_security_group.other.id
  protocol                 = "tcp"
  from_port                = 443
  to_port                  = 443
}
resource "aws_security_group" "third" { vpc_id = var.vpc }
resource "aws_security_group" "fourth" { vpc_id = local.v }
locals { v = aws_vpc.v.id }
module "m" {
  for_each = { x = "a", y = "b" }
  source   = "./mod"
  vpc_id   = aws_vpc.v.id
  subnets  = aws_subnet.p[*].id
  tag      = each.value
  group    = aws_security_group.inl.id
  rt       = { a = aws_route_table.p[0].id, b = aws_route_table.p[1].id }
}
resource "aws_lb" "l" {
  internal        = true
  subnets         = module.m["x"].subnets
  security_groups = [module.m["x"].sg, module.m["y"].sg]
}
resource "aws_lb" "k" {
  internal        = true
  subnets         = [aws_subnet.p[0].id]
  security_groups = [for k, v in module.m : v.sg]
}
resource "aws_lb" "subst" {
  internal        = true
  subnets         = [for s in aws_subnet.q : s.id]
  security_groups = ["sg-0123456789abcdef0", aws_security_group.third.id]
}
resource "aws_iam_role" "r" {
  name               = "r"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }] })
}
resource "aws_iam_role_policy" "p" {
  role   = aws_iam_role.r.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "ecr:*", Resource = aws_ecr_repository.e.arn }] })
}
resource "aws_ecr_repository" "e" { name = "e" }
resource "aws_iam_role_policy_attachment" "p" {
  role       = aws_iam_role.r.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}
resource "aws_ecs_task_definition" "t" {
  family                   = "t"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = aws_iam_role.r.arn
  container_definitions    = jsonencode([{ name = "a", image = "${aws_ecr_repository.e.repository_url}:1", environment = [{ name = "S", value = var.secret }] }])
}
resource "aws_ecs_task_definition" "u" {
  family                   = "t"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = aws_iam_role.r.arn
  container_definitions    = jsonencode([{ name = "a", image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/e:1", environment = [{ name = "S", value = var.secret }] }])
}
resource "aws_network_acl" "a" {
  vpc_id     = aws_vpc.v.id
  subnet_ids = [aws_subnet.p[0].id]
  ingress {
    protocol   = "tcp"
    rule_no    = 100
    action     = "allow"
    cidr_block = aws_vpc.v.cidr_block
    from_port  = 443
    to_port    = 443
  }
}
output "o" { value = aws_route_table.p[*].id }
