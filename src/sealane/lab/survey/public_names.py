"""What the internet's name servers answer: S3 and DynamoDB in their blocks, everything else at one address outside.

https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
"""

from __future__ import annotations

from sealane.grammar.partitions import host, known_regions
from sealane.lab.blueprint.names import Answer
from sealane.lab.survey.domains import covering, plain
from sealane.lab.survey.known import addresses_of, network_of
from sealane.lab.survey.land import Land
from sealane.lab.survey.outside import INTERNET
from sealane.lab.survey.prefix_lists import blocks_of_service, list_name, regions

# The global names of S3 lead to one Region: https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
_GLOBAL_REGION, _GLOBAL_NAMES = "us-east-1", ("s3.amazonaws.com", "*.s3.amazonaws.com")
_SERVICES = ("s3", "dynamodb")


def public_names(land: Land) -> tuple[Answer, ...]:
    """Return the public names that do not lead to the common address outside."""
    found: list[Answer] = []
    for region in regions(land):
        if region not in known_regions():
            continue
        # Names of file systems are a VPC's own: https://docs.aws.amazon.com/efs/latest/ug/mounting-fs-mount-cmd-dns-name.html
        found.append(Answer(name=f"*.{plain(host('efs', region))}", exists=False))
        for service in _SERVICES:
            names = (
                (host(service, region), f"*.{host(service, region)}") if service == "s3" else (host(service, region),)
            )
            more = _GLOBAL_NAMES if service == "s3" and region == _GLOBAL_REGION else ()
            network = network_of(next(iter(blocks_of_service(land, list_name(service, region))), ""))
            if network is not None:
                address = network[1] if network.num_addresses > 1 else network[0]
                found += [Answer(name=plain(name), addresses=(address,)) for name in (*names, *more)]
    return tuple(found)


def public_answer(public: tuple[Answer, ...], name: str) -> Answer:
    """Return what the internet answers for a name or a pattern."""
    found = covering({one.name: one for one in public}, name)
    if found is not None:
        return Answer(name=name, addresses=found.addresses, exists=found.exists)
    return Answer(name=name, addresses=addresses_of(INTERNET))
