output "cluster" {
  description = "Name of the ECS cluster"
  value       = aws_ecs_cluster.main.name
}

output "services" {
  description = "Names of the ECS services"
  value = {
    batch = aws_ecs_service.batch.name
  }
}

output "log_groups" {
  description = "Log group of each service"
  value = {
    batch = aws_cloudwatch_log_group.batch.name
  }
}

output "images" {
  description = "Image that each service runs"
  value = {
    batch = local.batch_image_uri
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

output "exec_commands" {
  description = "How to open a shell in a running container; TASK is a task's id"
  value = {
    batch = "aws ecs execute-command --cluster ${aws_ecs_cluster.main.name} --container batch --interactive --command /bin/sh --task TASK"
  }
}
