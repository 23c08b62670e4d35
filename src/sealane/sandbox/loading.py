"""Loading moto's code, a service at a time and by one thread at a time.

Its services import each other in rings. Where two threads enter such a ring at two places, Python lets one of them see
a module that is not whole: https://docs.python.org/3/reference/import.html#submodules
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final, cast

from sealane.sandbox.answers import alone, answering

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication
    from moto.backends import SERVICE_NAMES

_SOON_NEEDED: Final = ("sts", "ec2", "iam", "ecr", "ecs", "logs")


def dispatcher() -> WSGIApplication:
    """Return moto, which loads each service when it is first spoken to, and here with its gaps closed."""
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

    from sealane.sandbox import gaps

    def application(service: SERVICE_NAMES) -> WSGIApplication:
        with alone():
            gaps.close(service)
            made = create_backend_app(service)
        return answering(made, service)

    return cast("WSGIApplication", DomainDispatcherApplication(cast("Any", application)))


def warm_up() -> None:
    """Load what is soon needed: a second for EC2, for which the commands to come need not wait."""
    for service in _SOON_NEEDED:
        with alone():
            importlib.import_module(f"moto.{service}.models")
