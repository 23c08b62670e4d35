terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

locals {
  region   = "eu-central-1"
  services = toset(["ecr.api", "ecr.dkr", "logs"])
  # The name of each service as its callers write it; a zone answers for it in every VPC that it is associated with.
  hosts = {
    "ecr.api" = "api.ecr.eu-central-1.amazonaws.com"
    "ecr.dkr" = "dkr.ecr.eu-central-1.amazonaws.com"
    "logs"    = "logs.eu-central-1.amazonaws.com"
  }
}
