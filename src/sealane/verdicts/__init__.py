"""Vocabulary of judgements: what was decided, under which conditions it holds, and which layers decided it.

Nothing here judges anything: `authorization` and the proof fill these values, `report` words them.
"""
