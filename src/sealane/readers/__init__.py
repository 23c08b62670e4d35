"""Sources to facts: each module or folder reads one kind of source and answers in the vocabulary of `world`.

`task_definition` takes the JSON that `register-task-definition` and `describe-task-definition` speak; `live` asks AWS.
"""
