variable "front_image" {
  type        = string
  description = "Image of front in private ECR: `repository:tag`, `repository@sha256:…`, or the full URI, also of another account"

  validation {
    condition     = can(regex(local.image_pattern, var.front_image))
    error_message = "front_image must be repository:tag, repository@sha256:<64 hexadecimal digits>, or such a name after <account>.dkr.ecr.<region>.<suffix>/ for another registry."
  }

  validation {
    condition     = can(regex(local.private_registry_pattern, var.front_image))
    error_message = "front_image names a public registry; tasks without internet can pull from private ECR only."
  }
}

variable "front_cpu" {
  type        = number
  description = "CPU units of one task of front, 1024 to a vCPU"
  default     = 256

  validation {
    condition     = contains(keys(local.linux_memory), tostring(var.front_cpu))
    error_message = "front_cpu must be one of 256, 512, 1024, 2048, 4096, 8192, 16384, 32768."
  }
}

variable "front_memory" {
  type        = number
  description = "MiB of memory of one task of front"
  default     = 512

  validation {
    condition     = contains(lookup(local.linux_memory, tostring(var.front_cpu), [var.front_memory]), var.front_memory)
    error_message = "Fargate does not offer front_memory with front_cpu; local.linux_memory lists what it offers."
  }
}

variable "front_desired_count" {
  type        = number
  description = "Tasks of front"
  default     = 1

  validation {
    condition     = var.front_desired_count >= 0 && var.front_desired_count <= 5000 && floor(var.front_desired_count) == var.front_desired_count
    error_message = "front_desired_count must be a whole number from 0 to 5000."
  }
}

variable "orders_image" {
  type        = string
  description = "Image of orders in private ECR: `repository:tag`, `repository@sha256:…`, or the full URI, also of another account"

  validation {
    condition     = can(regex(local.image_pattern, var.orders_image))
    error_message = "orders_image must be repository:tag, repository@sha256:<64 hexadecimal digits>, or such a name after <account>.dkr.ecr.<region>.<suffix>/ for another registry."
  }

  validation {
    condition     = can(regex(local.private_registry_pattern, var.orders_image))
    error_message = "orders_image names a public registry; tasks without internet can pull from private ECR only."
  }
}

variable "orders_cpu" {
  type        = number
  description = "CPU units of one task of orders, 1024 to a vCPU"
  default     = 256

  validation {
    condition     = contains(keys(local.linux_memory), tostring(var.orders_cpu))
    error_message = "orders_cpu must be one of 256, 512, 1024, 2048, 4096, 8192, 16384, 32768."
  }
}

variable "orders_memory" {
  type        = number
  description = "MiB of memory of one task of orders"
  default     = 512

  validation {
    condition     = contains(lookup(local.linux_memory, tostring(var.orders_cpu), [var.orders_memory]), var.orders_memory)
    error_message = "Fargate does not offer orders_memory with orders_cpu; local.linux_memory lists what it offers."
  }
}

variable "orders_desired_count" {
  type        = number
  description = "Tasks of orders"
  default     = 1

  validation {
    condition     = var.orders_desired_count >= 0 && var.orders_desired_count <= 5000 && floor(var.orders_desired_count) == var.orders_desired_count
    error_message = "orders_desired_count must be a whole number from 0 to 5000."
  }
}

variable "stock_image" {
  type        = string
  description = "Image of stock in private ECR: `repository:tag`, `repository@sha256:…`, or the full URI, also of another account"

  validation {
    condition     = can(regex(local.image_pattern, var.stock_image))
    error_message = "stock_image must be repository:tag, repository@sha256:<64 hexadecimal digits>, or such a name after <account>.dkr.ecr.<region>.<suffix>/ for another registry."
  }

  validation {
    condition     = can(regex(local.private_registry_pattern, var.stock_image))
    error_message = "stock_image names a public registry; tasks without internet can pull from private ECR only."
  }
}

variable "stock_cpu" {
  type        = number
  description = "CPU units of one task of stock, 1024 to a vCPU"
  default     = 256

  validation {
    condition     = contains(keys(local.linux_memory), tostring(var.stock_cpu))
    error_message = "stock_cpu must be one of 256, 512, 1024, 2048, 4096, 8192, 16384, 32768."
  }
}

variable "stock_memory" {
  type        = number
  description = "MiB of memory of one task of stock"
  default     = 512

  validation {
    condition     = contains(lookup(local.linux_memory, tostring(var.stock_cpu), [var.stock_memory]), var.stock_memory)
    error_message = "Fargate does not offer stock_memory with stock_cpu; local.linux_memory lists what it offers."
  }
}

variable "stock_desired_count" {
  type        = number
  description = "Tasks of stock"
  default     = 1

  validation {
    condition     = var.stock_desired_count >= 0 && var.stock_desired_count <= 5000 && floor(var.stock_desired_count) == var.stock_desired_count
    error_message = "stock_desired_count must be a whole number from 0 to 5000."
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
