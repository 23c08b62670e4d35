terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.100" }
  }
}
provider "aws" {
  region = "us-east-1"
}
provider "aws" {
  alias  = "west"
  region = "us-west-2"
}
module "a" {
  source = "./m"
}
module "b" {
  source    = "./m"
  providers = { aws = aws.west }
}
module "c" {
  source    = "./m"
  providers = { aws = aws.west }
}
