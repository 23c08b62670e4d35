"""The budgets of docs/benchmarks.md, measured as ratios within one run.

A ratio compares two commands that alternate on the same machine in the same minute, so it means the same on a fast
machine and on a slow one. Nothing here is a test: `make bench` prints a table, writes JSON, and exits with 1 when a
budget is missed.
"""
