variable "api_image" {
  type        = string
  description = "Image of api in private ECR: `repository:tag`, `repository@sha256:…`, or the full URI, also of another account"

  validation {
    condition     = can(regex(local.image_pattern, var.api_image))
    error_message = "api_image must be repository:tag, repository@sha256:<64 hexadecimal digits>, or such a name after <account>.dkr.ecr.<region>.<suffix>/ for another registry."
  }

  validation {
    condition     = can(regex(local.private_registry_pattern, var.api_image))
    error_message = "api_image names a public registry; tasks without internet can pull from private ECR only."
  }
}

variable "api_cpu" {
  type        = number
  description = "CPU units of one task of api, 1024 to a vCPU"
  default     = 256

  validation {
    condition     = contains(keys(local.linux_memory), tostring(var.api_cpu))
    error_message = "api_cpu must be one of 256, 512, 1024, 2048, 4096, 8192, 16384, 32768."
  }
}

variable "api_memory" {
  type        = number
  description = "MiB of memory of one task of api"
  default     = 512

  validation {
    condition     = contains(lookup(local.linux_memory, tostring(var.api_cpu), [var.api_memory]), var.api_memory)
    error_message = "Fargate does not offer api_memory with api_cpu; local.linux_memory lists what it offers."
  }
}

variable "api_desired_count" {
  type        = number
  description = "Tasks of api"
  default     = 1

  validation {
    condition     = var.api_desired_count >= 0 && var.api_desired_count <= 5000 && floor(var.api_desired_count) == var.api_desired_count
    error_message = "api_desired_count must be a whole number from 0 to 5000."
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
