variable "batch_image" {
  type        = string
  description = "Image of batch in private ECR: `repository:tag`, `repository@sha256:…`, or the full URI, also of another account"

  validation {
    condition     = can(regex(local.image_pattern, var.batch_image))
    error_message = "batch_image must be repository:tag, repository@sha256:<64 hexadecimal digits>, or such a name after <account>.dkr.ecr.<region>.<suffix>/ for another registry."
  }

  validation {
    condition     = can(regex(local.private_registry_pattern, var.batch_image))
    error_message = "batch_image names a public registry; tasks without internet can pull from private ECR only."
  }
}

variable "batch_cpu" {
  type        = number
  description = "CPU units of one task of batch, 1024 to a vCPU"
  default     = 256

  validation {
    condition     = contains(keys(local.linux_memory), tostring(var.batch_cpu))
    error_message = "batch_cpu must be one of 256, 512, 1024, 2048, 4096, 8192, 16384, 32768."
  }
}

variable "batch_memory" {
  type        = number
  description = "MiB of memory of one task of batch"
  default     = 512

  validation {
    condition     = contains(lookup(local.linux_memory, tostring(var.batch_cpu), [var.batch_memory]), var.batch_memory)
    error_message = "Fargate does not offer batch_memory with batch_cpu; local.linux_memory lists what it offers."
  }
}

variable "batch_desired_count" {
  type        = number
  description = "Tasks of batch"
  default     = 1

  validation {
    condition     = var.batch_desired_count >= 0 && var.batch_desired_count <= 5000 && floor(var.batch_desired_count) == var.batch_desired_count
    error_message = "batch_desired_count must be a whole number from 0 to 5000."
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
  linux_memory = {
    "256"   = [512, 1024, 2048]
    "512"   = range(1024, 5120, 1024)
    "1024"  = range(2048, 9216, 1024)
    "2048"  = range(4096, 17408, 1024)
    "4096"  = range(8192, 31744, 1024)
    "8192"  = range(16384, 65536, 4096)
    "16384" = range(32768, 131072, 8192)
    "32768" = [61440, 122880, 249856]
  }
}
