output "cluster" {
  description = "Name of the ECS cluster"
  value       = aws_ecs_cluster.main.name
}

output "services" {
  description = "Names of the ECS services"
  value = {
    importer = aws_ecs_service.importer.name
  }
}

output "log_groups" {
  description = "Log group of each service"
  value = {
    importer = aws_cloudwatch_log_group.importer.name
  }
}

output "images" {
  description = "Image that each service runs"
  value = {
    importer = local.importer_image_uri
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
