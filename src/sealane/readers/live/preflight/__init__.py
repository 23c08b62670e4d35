"""What an apply would stumble over, found in the account before anything is written.

`finding` is the vocabulary; each noun's file asks AWS and judges the answer; `account` runs them all at once.
Only descriptions are read, never the value of a secret or parameter.
"""
