"""Causes to proposed changes: the smallest change that removes a finding, proved again before it is shown.

One file per noun makes the changes; `offer` is the door. A change is a fact as it is and as it should be, so it can be
applied to a world and proved, and worded as Terraform or as AWS CLI commands by `report`. Never does a change open more
than the step needs. Where nothing small surely helps, nothing is offered. Nothing here does input or output.
"""
