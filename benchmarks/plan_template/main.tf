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
  region = "us-east-1"
}

data "aws_caller_identity" "current" {}

data "aws_availability_zones" "fargate" {
  state            = "available"
  exclude_zone_ids = ["use1-az3"]
}

module "network_0" {
  source = "./network"

  name  = "network-0"
  zones = slice(data.aws_availability_zones.fargate.names, 0, 2)
}

module "service_0" {
  source = "./service"

  name       = "service-0"
  account_id = data.aws_caller_identity.current.account_id
  vpc_id     = module.network_0.vpc_id
  vpc_cidr   = module.network_0.vpc_cidr
  subnet_ids = module.network_0.subnet_ids
  s3_list_id = module.network_0.s3_list_id
}
