"""What the logs of an account recorded, from files: flow logs, CloudTrail, stopped tasks and events of services.

Which of them a file is, is told by its content and never by its name.
"""
