"""A world as Terraform resources, one for each fact and rule; plan, state and directory write them down."""
