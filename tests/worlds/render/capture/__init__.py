"""A world as what `aws … describe-*` calls answer, one file for each call, in the form that the AWS CLI prints."""
