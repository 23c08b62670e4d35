"""The closed list of causes; two never fit the same evidence."""

from __future__ import annotations

import enum


class Cause(enum.StrEnum):
    """Stable codes, each with a page under `docs/causes/`; grouped as the packets and requests meet them."""

    ENDPOINT_MISSING = "endpoint-missing"
    ENDPOINT_ELSEWHERE = "endpoint-elsewhere"
    ENDPOINT_PRIVATE_DNS_OFF = "endpoint-private-dns-off"
    ENDPOINT_GROUP_INGRESS = "endpoint-group-ingress"
    ENDPOINT_POLICY_DENIES = "endpoint-policy-denies"
    GATEWAY_ENDPOINT_NOT_ROUTED = "gateway-endpoint-not-routed"
    VPC_DNS_OFF = "vpc-dns-off"
    NAMES_CUSTOM_SERVER = "names-custom-server"
    NAMES_OVERRIDDEN = "names-overridden"
    TASK_GROUP_EGRESS = "task-group-egress"
    NETWORK_ACL_BLOCKS = "network-acl-blocks"
    NO_PUBLIC_ADDRESS = "no-public-address"
    NO_WAY_OUT = "no-way-out"
    NAT_HAS_NO_WAY_OUT = "nat-has-no-way-out"
    FORWARDER_BLOCKS = "forwarder-blocks"
    REGISTRY_NOT_PRIVATE = "registry-not-private"
    IMAGE_OTHER_REGION = "image-other-region"
    IMAGE_MISSING = "image-missing"
    IMAGE_PLATFORM_MISMATCH = "image-platform-mismatch"
    PULL_THROUGH_CACHE_UPSTREAM = "pull-through-cache-upstream"
    FOREIGN_LAYERS = "foreign-layers"
    LOG_GROUP_MISSING = "log-group-missing"
    LOG_REGION_WRONG = "log-region-wrong"
    ROLE_NOT_ASSUMABLE = "role-not-assumable"
    ACTION_NOT_ALLOWED = "action-not-allowed"
    RESOURCE_NOT_ALLOWED = "resource-not-allowed"
    CONDITION_NOT_MET = "condition-not-met"
    EXPLICITLY_DENIED = "explicitly-denied"
    BOUNDARY_DENIES = "boundary-denies"
    ORGANISATION_DENIES = "organisation-denies"
    KEY_NOT_USABLE = "key-not-usable"
    KEY_POLICY_DENIES = "key-policy-denies"
    REPOSITORY_POLICY_DENIES = "repository-policy-denies"
    SECRET_POLICY_DENIES = "secret-policy-denies"  # noqa: S105 - a code, not a secret
    BUCKET_POLICY_DENIES = "bucket-policy-denies"
    SECRET_MISSING = "secret-missing"  # noqa: S105 - a code, not a secret
    SECRET_OTHER_REGION = "secret-other-region"  # noqa: S105 - a code, not a secret
    EFS_GROUP_INGRESS = "efs-group-ingress"
    EFS_POLICY_DENIES = "efs-policy-denies"
    EFS_MOUNT_TARGET_MISSING = "efs-mount-target-missing"
    SIZE_NOT_OFFERED = "size-not-offered"
    ZONE_NOT_OFFERED = "zone-not-offered"
    SUBNET_FULL = "subnet-full"
    INTERNET_BY_NAT = "internet-by-nat"
    INTERNET_BY_NAT_INSTANCE = "internet-by-nat-instance"
    INTERNET_BY_PUBLIC_ADDRESS = "internet-by-public-address"
    INTERNET_BY_IPV6 = "internet-by-ipv6"
    INTERNET_BY_TRANSIT = "internet-by-transit"
    REACHABLE_FROM_INTERNET = "reachable-from-internet"
    ENDPOINT_POLICY_OPEN = "endpoint-policy-open"
    ENDPOINT_SUPERFLUOUS = "endpoint-superfluous"
    SINGLE_ZONE = "single-zone"


# Advice never makes a property fail.
ADVICE = frozenset({Cause.ENDPOINT_POLICY_OPEN, Cause.ENDPOINT_SUPERFLUOUS, Cause.SINGLE_ZONE})
# A way in or out that breaks the seal.
LEAKS = frozenset(
    {
        Cause.INTERNET_BY_NAT,
        Cause.INTERNET_BY_NAT_INSTANCE,
        Cause.INTERNET_BY_PUBLIC_ADDRESS,
        Cause.INTERNET_BY_IPV6,
        Cause.INTERNET_BY_TRANSIT,
        Cause.REACHABLE_FROM_INTERNET,
    },
)
