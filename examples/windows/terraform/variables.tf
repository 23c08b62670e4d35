variable "render_image" {
  type        = string
  description = "Image of render in private ECR: `repository:tag`, `repository@sha256:…`, or the full URI, also of another account"

  validation {
    condition     = can(regex(local.image_pattern, var.render_image))
    error_message = "render_image must be repository:tag, repository@sha256:<64 hexadecimal digits>, or such a name after <account>.dkr.ecr.<region>.<suffix>/ for another registry."
  }

  validation {
    condition     = can(regex(local.private_registry_pattern, var.render_image))
    error_message = "render_image names a public registry; tasks without internet can pull from private ECR only."
  }
}

variable "render_cpu" {
  type        = number
  description = "CPU units of one task of render, 1024 to a vCPU"
  default     = 1024

  validation {
    condition     = contains(keys(local.windows_memory), tostring(var.render_cpu))
    error_message = "render_cpu must be one of 1024, 2048, 4096."
  }
}

variable "render_memory" {
  type        = number
  description = "MiB of memory of one task of render"
  default     = 2048

  validation {
    condition     = contains(lookup(local.windows_memory, tostring(var.render_cpu), [var.render_memory]), var.render_memory)
    error_message = "Fargate does not offer render_memory with render_cpu; local.windows_memory lists what it offers."
  }
}

variable "render_desired_count" {
  type        = number
  description = "Tasks of render"
  default     = 1

  validation {
    condition     = var.render_desired_count >= 0 && var.render_desired_count <= 5000 && floor(var.render_desired_count) == var.render_desired_count
    error_message = "render_desired_count must be a whole number from 0 to 5000."
  }
}

# Images of private ECR: with a registry, or without one for this account's own. A name that has a dot before its first
# slash begins with a registry.
locals {
  image_pattern            = "^(?:(?P<account>[0-9]{12})\\.dkr[.-]ecr(?:-fips)?\\.(?P<region>[a-z0-9-]+)\\.[a-z0-9.-]+/)?(?P<repository>[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*)(?::[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(?:@sha256:[0-9a-f]{64})?$"
  private_registry_pattern = "^(?:[0-9]{12}\\.dkr[.-]ecr[^/]*/|[^./]+/|[^/]+$)"
}

# MiB of memory that Fargate offers for each number of CPU units.
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
locals {
  windows_memory = {
    "1024" = range(2048, 9216, 1024)
    "2048" = range(4096, 17408, 1024)
    "4096" = range(8192, 31744, 1024)
  }
}
