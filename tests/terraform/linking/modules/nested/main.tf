# Modules in modules, with lists and maps of ids as outputs, one of them several times, in two Regions.
provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "west"
  region = "us-west-1"
}

module "network" {
  source  = "./modules/network"
  name    = "main"
  subnets = { a = "10.4.0.0/24", b = "10.4.1.0/24" }
}

module "far" {
  source    = "./modules/network"
  providers = { aws = aws.west }
  name      = "far"
  subnets   = { z = "10.5.0.0/24" }
}

module "service" {
  for_each = { shop = ["a"], admin = ["b", "a"] }
  source   = "./modules/service"
  name     = each.key
  network  = module.network
  subnets  = [for key in each.value : module.network.subnets[key].id]
}
