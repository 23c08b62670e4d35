"""What a task must do to start: a task definition to an ordered list of steps, and the folds over it.

One file per step knows one call: its host, its IAM actions, who makes it, which endpoint can carry it, and the AWS page
that says so. Endpoints, roles, policies and egress rules are folds over the steps and are written nowhere else.
Nothing here reads a file, an account or the clock.
"""
