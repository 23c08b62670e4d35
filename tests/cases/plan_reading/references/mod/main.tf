variable "vpc_id" {}
variable "subnets" {}
variable "tag" {}
variable "group" {}
variable "rt" {}
resource "aws_security_group" "s" {
  name   = "s-${var.tag}"
  vpc_id = var.vpc_id
}
resource "aws_vpc_security_group_ingress_rule" "i" {
  security_group_id            = aws_security_group.s.id
  referenced_security_group_id = var.group
  ip_protocol                  = "-1"
}
resource "aws_route" "r" {
  for_each               = var.rt
  route_table_id         = each.value
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = "tgw-0123456789abcdef0"
}
output "subnets" { value = var.subnets }
output "sg" { value = aws_security_group.s.id }
