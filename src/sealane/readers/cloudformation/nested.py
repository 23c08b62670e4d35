"""Stacks in stacks: where the template of a nested one is, when it lies beside the outer one.

`aws cloudformation package` takes a path in `TemplateURL`; the CDK writes the path into the metadata.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudformation-stack.html
"""

from __future__ import annotations

from sealane.readers.cloudformation.node import Node

STACK = "AWS::CloudFormation::Stack"
_ASSET_PATH = "aws:asset:path"


def local_path(resource: Node) -> str:
    """Return the path of a nested stack's template beside the outer one, an empty text when it is elsewhere."""
    metadata = resource.get("Metadata")
    asset = metadata.get(_ASSET_PATH) if metadata is not None else None
    if asset is not None and isinstance(asset.value, str):
        return asset.value
    properties = resource.get("Properties")
    url = properties.get("TemplateURL") if properties is not None else None
    if url is None or not isinstance(url.value, str) or "://" in url.value:
        return ""
    return url.value
