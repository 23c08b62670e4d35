"""Where moto's answers differ from AWS, one file a difference, closed inside the server's process only.

A gap's file says what AWS does, with the page that says so, and what moto does instead.
A user's Terraform is never bent around a gap.
"""

from __future__ import annotations


def close() -> None:
    """Close every gap; called once, in the server, before it listens."""
