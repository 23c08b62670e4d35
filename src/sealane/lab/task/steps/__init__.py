"""One file for each step of a start, of the same name as in `startup/`: how it is made for real.

Each has `make(step, scene)`, which makes the step once and says what became of it. None depends on another's success:
what an earlier one would have brought is taken out of band where the supply has it.
"""

from __future__ import annotations
