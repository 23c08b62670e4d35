"""The messages of service events, in AWS's wording.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html
"""

from __future__ import annotations

from collections.abc import Iterable


def started(service: str, tasks: Iterable[str]) -> str:
    """Announce tasks that were started, by their ids."""
    ids = list(tasks)
    return f"(service {service}) has started {len(ids)} tasks: {' '.join(f'(task {one})' for one in ids)}."


def stopped(service: str, tasks: Iterable[str]) -> str:
    """Announce tasks that were told to stop."""
    ids = list(tasks)
    return f"(service {service}) has stopped {len(ids)} running tasks: {' '.join(f'(task {one})' for one in ids)}."


def steady(service: str) -> str:
    """Announce that all is as wanted."""
    return f"(service {service}) has reached a steady state."


def completed(service: str, deployment: str) -> str:
    """Announce that a deployment has arrived."""
    return f"(service {service}) (deployment {deployment}) deployment completed."


def failed(service: str, deployment: str) -> str:
    """Announce that the circuit breaker has given a deployment up."""
    return f"(service {service}) (deployment {deployment}) deployment failed: tasks failed to start."


def back(service: str, deployment: str) -> str:
    """Announce that the service goes back to an earlier deployment."""
    return f"(service {service}) rolling back to deployment {deployment}."


def not_placed(service: str, reason: str) -> str:
    """Announce a task that did not start."""
    return f"(service {service}) was unable to place a task. Reason: {reason.rstrip('.')}."


def inconsistent(service: str) -> str:
    """Announce that starts are made at longer intervals now."""
    return (
        f"(service {service}) is unable to consistently start tasks successfully. For more information, see the "
        "Troubleshooting section of the Amazon ECS Developer Guide."
    )
