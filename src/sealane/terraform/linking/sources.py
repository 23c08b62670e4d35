"""Which data sources are read, which are not, and which are worked out without asking anybody."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from sealane.terraform.configuration.blocks import Block
from sealane.terraform.configuration.module import Module
from sealane.terraform.configuration.tree import unindexed
from sealane.terraform.linking.rewriting import Rules

# https://registry.terraform.io/providers/hashicorp/aws/latest/docs
_WORKED_OUT: Final = frozenset(
    {
        "aws_arn",
        "aws_billing_service_account",
        "aws_cloudfront_log_delivery_canonical_user_id",
        "aws_cloudtrail_service_account",
        "aws_default_tags",
        "aws_elb_hosted_zone_id",
        "aws_elb_service_account",
        "aws_iam_policy_document",
        "aws_lb_hosted_zone_id",
        "aws_partition",
        "aws_redshift_service_account",
        "aws_region",
        "aws_service",
        "aws_service_principal",
    }
)
ZONES: Final = "aws_availability_zones"


def is_worked_out(kind: str) -> bool:
    """Tell whether the provider knows a data source's values by itself, or what stands in for AWS does."""
    return kind in _WORKED_OUT or kind == ZONES


def first_rules(read: Collection[str]) -> Rules:
    """Return the rules for the plan in which nothing is invented; `read` are data sources that were read, unindexed."""

    def pending(module: Module, block: Block) -> bool:
        return module.addressed(block) not in read and not _own(module, block)

    return Rules(pending=pending, invented=False)


def linking_rules() -> Rules:
    """Return the rules for the plans with invented values, in which AWS's data sources have them too."""

    def pending(module: Module, block: Block) -> bool:
        return not module.is_aws(module.provider_of(block))

    return Rules(pending=pending, invented=True)


def doubting_rules(read: Collection[str]) -> Rules:
    """Return the rules for the plan with invented resources and no data source read.

    What is unknown there, and was not before, depends on an answer of AWS's.
    """
    return Rules(pending=first_rules(read).pending, invented=True)


def _own(module: Module, block: Block) -> bool:
    return module.is_aws(module.provider_of(block)) and is_worked_out(block.labels[0])


def is_overridden(address: str) -> bool:
    """Tell whether a data source that was read gets its values from there, and does not work them out again."""
    parts = unindexed(address).split(".")
    return parts[-2].startswith("aws_") and (parts[-2] == ZONES or not is_worked_out(parts[-2]))
