output "cluster" {
  description = "Name of the ECS cluster"
  value       = aws_ecs_cluster.main.name
}

output "services" {
  description = "Names of the ECS services"
  value = {
    front  = aws_ecs_service.front.name
    orders = aws_ecs_service.orders.name
    stock  = aws_ecs_service.stock.name
  }
}

output "log_groups" {
  description = "Log group of each service"
  value = {
    front  = aws_cloudwatch_log_group.front.name
    orders = aws_cloudwatch_log_group.orders.name
    stock  = aws_cloudwatch_log_group.stock.name
  }
}

output "images" {
  description = "Image that each service runs"
  value = {
    front  = local.front_image_uri
    orders = local.orders_image_uri
    stock  = local.stock_image_uri
  }
}

output "vpc_id" {
  description = "VPC that the tasks run in"
  value       = aws_vpc.main.id
}

output "subnet_ids" {
  description = "Subnets that the tasks run in"
  value       = [aws_subnet.private_a.id, aws_subnet.private_b.id]
}
