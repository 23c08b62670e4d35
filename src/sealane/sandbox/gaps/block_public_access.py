"""VPC Block Public Access, which every account has and most have off.

AWS: DescribeVpcBlockPublicAccessOptions tells the mode, `off` unless somebody set another, and its exclusions.
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcBlockPublicAccessOptions.html
moto 5.2: knows neither the setting nor the calls, so whoever reads an account cannot tell that it is off.
"""

from __future__ import annotations

from typing import Any

from sealane.sandbox.seam import missing


def close() -> None:
    """Answer that nothing is blocked, which is what moto does."""
    from moto.core.responses import ActionResult
    from moto.ec2.responses import EC2Response

    @missing(EC2Response, "describe_vpc_block_public_access_options")
    def options(self: Any) -> Any:  # noqa: ANN401
        off = {
            "AwsAccountId": self.current_account,
            "AwsRegion": self.region,
            "State": "default-state",
            "InternetGatewayBlockMode": "off",
            "ManagedBy": "account",
            "ExclusionsAllowed": "allowed",
        }
        return ActionResult({"VpcBlockPublicAccessOptions": off})

    @missing(EC2Response, "describe_vpc_block_public_access_exclusions")
    def exclusions(self: Any) -> Any:  # noqa: ANN401
        del self
        return ActionResult({"VpcBlockPublicAccessExclusions": []})
