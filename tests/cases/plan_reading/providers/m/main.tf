terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = []
    }
  }
}
resource "aws_cloudwatch_log_group" "l" { name = "x" }
