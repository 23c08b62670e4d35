"""A world as the resources of a CloudFormation template."""
