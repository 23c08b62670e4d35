# Things paired by count.index with an offset, with element() and with modulo.
provider "aws" {
  region = "us-west-2"
}

variable "zones" {
  type    = list(string)
  default = ["us-west-2a", "us-west-2b", "us-west-2c"]
}

resource "aws_vpc" "main" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_subnet" "all" {
  count             = 6
  vpc_id            = aws_vpc.main.id
  availability_zone = var.zones[count.index % length(var.zones)]
  cidr_block        = cidrsubnet("10.1.0.0/16", 8, count.index)
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table" "private" {
  count  = 3
  vpc_id = aws_vpc.main.id
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_eip" "nat" {
  count = 1
}

resource "aws_nat_gateway" "main" {
  allocation_id = element(aws_eip.nat[*].id, 4)
  subnet_id     = aws_subnet.all[0].id
}

resource "aws_route" "out" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}

resource "aws_route" "nat" {
  count                  = 2
  route_table_id         = aws_route_table.private[count.index + 1].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.main.id
}

resource "aws_route_table_association" "public" {
  count          = 3
  subnet_id      = aws_subnet.all[count.index].id
  route_table_id = aws_route_table.public.id
}

# The third subnet has the first table: an offset of one, and around.
resource "aws_route_table_association" "private" {
  count          = 3
  subnet_id      = aws_subnet.all[count.index + 3].id
  route_table_id = element(aws_route_table.private[*].id, count.index + 1)
}
