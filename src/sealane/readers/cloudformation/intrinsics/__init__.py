"""CloudFormation's functions, one file for each family; each takes its argument as a node and gives a value.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
"""
