variable "name" {
  type = string
}

variable "subnets" {
  type = map(string)
}

resource "aws_vpc" "this" {
  cidr_block           = replace(values(var.subnets)[0], "/24", "/16")
  enable_dns_hostnames = true
}

resource "aws_subnet" "this" {
  for_each   = var.subnets
  vpc_id     = aws_vpc.this.id
  cidr_block = each.value
}

resource "aws_route_table" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_route_table_association" "this" {
  for_each       = aws_subnet.this
  subnet_id      = each.value.id
  route_table_id = aws_route_table.this.id
}

module "endpoints" {
  source  = "./modules/endpoints"
  vpc     = aws_vpc.this
  subnets = [for key in sort(keys(var.subnets)) : aws_subnet.this[key].id]
}

output "subnets" {
  value = { for key, subnet in aws_subnet.this : key => { id = subnet.id, cidr = subnet.cidr_block } }
}

output "vpc" {
  value = aws_vpc.this
}

output "group" {
  value = module.endpoints.groups[0]
}
