"""What an existing VPC already offers the tasks, and what it lacks."""

from __future__ import annotations
