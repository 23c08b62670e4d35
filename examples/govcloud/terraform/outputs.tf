output "cluster" {
  description = "Name of the ECS cluster"
  value       = aws_ecs_cluster.main.name
}

output "services" {
  description = "Names of the ECS services"
  value = {
    app = aws_ecs_service.app.name
  }
}

output "log_groups" {
  description = "Log group of each service"
  value = {
    app = aws_cloudwatch_log_group.app.name
  }
}

output "images" {
  description = "Image that each service runs"
  value = {
    app = local.app_image_uri
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
