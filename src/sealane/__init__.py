"""Sealane runs a container image from private ECR on AWS Fargate in a VPC with no route to the internet."""

__version__ = "0.1.0"
