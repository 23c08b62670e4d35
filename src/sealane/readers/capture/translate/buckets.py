"""S3 buckets with Region, policy and encryption, to facts; their answers name no bucket."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sealane.readers.capture.captured import action_of
from sealane.readers.capture.translate.shelf import Answer, Shelf, Unclaimed, document_of, origin_of
from sealane.world.policies import Document
from sealane.world.stores import NO_POLICY, Bucket
from sealane.world.values import Known, Origin, Unread, Value

_LOCATION = "s3:GetBucketLocation"
_POLICY = "s3:GetBucketPolicy"
_ENCRYPTION = "s3:GetBucketEncryption"
_HEAD = "s3:HeadBucket"
_LIST = "s3:ListBuckets"
_COMMANDS = ("get-bucket-policy", "get-bucket-location", "get-bucket-encryption", "head-bucket")
_OLD_NAMES = {"": "us-east-1", "EU": "eu-west-1"}
_GONE = frozenset({"NoSuchBucket"})


def buckets(shelf: Shelf) -> Iterator[Bucket]:
    """Yield the buckets that some answer is about and that exist."""
    listed = {node.text("Name"): node for node in shelf.nodes(_LIST, "Buckets")}
    owners = _owners(shelf)
    by_call = {call: _by_bucket(shelf, call, listed) for call in (_LOCATION, _POLICY, _ENCRYPTION, _HEAD)}
    names = dict.fromkeys((*listed, *(name for answers in by_call.values() for name in answers)))
    for name in names:
        answers = {call: answers[name] for call, answers in by_call.items() if name in answers}
        if any(answer.call.error in _GONE for answer in answers.values()):
            continue
        region = listed[name].text("BucketRegion") if name in listed else ""
        first = next(iter(answers.values()), None)
        yield Bucket(
            id=name,
            origin=origin_of(name, first.node) if first else Origin(name),
            name=Known(name),
            region=Known(region) if region else _region(answers),
            account=_account(answers, owners.get(name, "")),
            policy=_policy(answers.get(_POLICY)),
            key=_key(answers.get(_ENCRYPTION)),
        )


def bucket_of(answer: Answer, known: tuple[str, ...] = ()) -> str:
    """Return the bucket an answer is about: a parameter, or what the file or its folder is called."""
    asked = answer.parameter("Bucket") or answer.one_of(known)
    if asked:
        return asked
    for part in reversed(answer.call.file.replace("\\", "/").split("/")):
        stem = part.removesuffix(".json").removesuffix(".txt")
        for word in _COMMANDS:
            left = stem.replace(word, " ").strip(" ._-+")
            if word in stem and left:
                return left
    return ""


def _by_bucket(shelf: Shelf, call: str, listed: Mapping[str, object]) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    for answer in shelf.every(call):
        name = bucket_of(answer, tuple(listed))
        if name:
            found[name] = answer
        elif answer.call.answered:
            shelf.unclaimed.append(Unclaimed(answer.call, "which bucket it is about"))
    return found


def _region(answers: dict[str, Answer]) -> Value[str]:
    head = answers.get(_HEAD)
    if head is not None and head.node.text("BucketRegion"):
        return Known(head.node.text("BucketRegion"))
    location = answers.get(_LOCATION)
    if location is not None and location.call.answered:
        # https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html
        written = location.node.text("LocationConstraint")
        return Known(_OLD_NAMES.get(written, written))
    return _refused(location, _LOCATION)


def _owners(shelf: Shelf) -> dict[str, str]:
    """Return the account of each listed bucket: an account lists its own alone.

    https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html
    """
    return {
        node.text("Name"): answer.call.account
        for answer in shelf.answers(_LIST)
        for node in answer.node.nodes("Buckets")
        if answer.call.account
    }


def _account(answers: dict[str, Answer], lister: str) -> Value[str]:
    if lister:
        return Known(lister)
    owner = next((answer.parameter("ExpectedBucketOwner") for answer in answers.values()), "")
    if owner and any(answer.call.answered for answer in answers.values()):
        return Known(owner)
    return Unread("no answer tells whose bucket it is", action_of(_LIST))


def _policy(answer: Answer | None) -> Value[Document]:
    if answer is not None and answer.call.error == "NoSuchBucketPolicy":
        return Known(NO_POLICY)
    if answer is not None and answer.call.answered:
        return Known(document_of(answer.node, "Policy") or NO_POLICY)
    return _refused(answer, _POLICY)


def _key(answer: Answer | None) -> Value[str]:
    if answer is not None and answer.call.absent:
        return Known("")
    if answer is None or not answer.call.answered:
        return _refused(answer, _ENCRYPTION)
    rules = answer.node.node("ServerSideEncryptionConfiguration").nodes("Rules")
    defaults = (rule.node("ApplyServerSideEncryptionByDefault") for rule in rules)
    return Known(next((one.text("KMSMasterKeyID") for one in defaults if one.text("KMSMasterKeyID")), ""))


def _refused(answer: Answer | None, call: str) -> Unread:
    because = f"AWS refused it: {answer.call.error}" if answer is not None else "the answer is missing"
    return Unread(f"{call}: {because}", action_of(call))
