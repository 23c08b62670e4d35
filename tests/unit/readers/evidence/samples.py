"""Records as AWS writes them, for one task and one endpoint."""

from __future__ import annotations

from typing import Any

INTERFACE = "eni-0aaaaaaaaaaaaaaa1"
TASK_ID = "0123456789abcdef0123456789abcdef"
ROLE = f"arn:aws:sts::111122223333:assumed-role/execution/{TASK_ID}"
HEADER = (
    "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status"
)


def record(action: str = "REJECT", source: str = "10.0.0.9", target: str = "10.0.0.77", **given: str) -> str:
    """Return a line of the default format."""
    ports = given.get("ports", "40000 443")
    interface = given.get("interface", INTERFACE)
    window = given.get("window", "1767225600 1767225660")
    return f"2 111122223333 {interface} {source} {target} {ports} 6 3 180 {window} {action} OK"


def no_record(status: str = "NODATA", window: str = "1767225600 1767225660") -> str:
    """Return a line of a window without packets, or with records left out."""
    return f"2 111122223333 {INTERFACE} - - - - - - - {window} - {status}"


def event(action: str = "ecr:GetAuthorizationToken", **given: Any) -> dict[str, Any]:
    """Return an event of CloudTrail."""
    service, _, name = action.partition(":")
    return {
        "eventVersion": "1.11",
        "userIdentity": {"type": "AssumedRole", "arn": ROLE},
        "eventTime": "2026-01-01T00:00:30Z",
        "eventSource": f"{service}.amazonaws.com",
        "eventName": name,
        "awsRegion": "us-east-1",
        "requestID": "11111111-2222-3333-4444-555555555555",
        "eventID": "66666666-7777-8888-9999-000000000000",
        "eventType": "AwsApiCall",
        "eventCategory": "Management",
        "vpcEndpointId": "vpce-0aaaaaaaaaaaaaaa1",
        **given,
    }
