"""A world as a CloudFormation template that makes all of it: resources refer to each other, and ids stay open."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sealane.world.policies import Organisation, Role
from sealane.world.prefix_lists import PrefixList
from sealane.world.stores import Bucket, FileSystem, Key, Repository, Secret
from sealane.world.text import Text
from sealane.world.values import Value
from sealane.world.world import World
from tests.worlds.render.assumed import check_assumed
from tests.worlds.render.inexpressible import known
from tests.worlds.render.rendered import Rendered
from tests.worlds.render.template import names, network, policies, stores, tasks, ways
from tests.worlds.render.template.resource import Names, logical
from tests.worlds.render.template.texts import Texts

# AWS makes its own prefix lists, and an organisation is bound to an account by resources of other types.
_NOT_MADE = (PrefixList, Organisation)


def template_of(world: World) -> Rendered:
    """Return a template in JSON.

    Raises:
        Inexpressible: when a template has no words for a part of the world.

    """
    check_assumed(world)
    named = _names(world)
    texts = Texts(_references(world, named))
    found = (
        *network.resources(world, named),
        *ways.resources(world, named),
        *names.resources(world, named),
        *policies.resources(world, named, texts),
        *stores.resources(world, named, texts),
        *tasks.resources(world, named, texts),
    )
    assert len({one.name for one in found}) == len(found), sorted(one.name for one in found)
    document = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Resources": {one.name: {"Type": one.type, "Properties": one.properties} for one in found},
    }
    keys = {**named.by_key, **{one.key: one.name for one in found if one.key}}
    origins = {origin: one.name for one in found for origin in one.origins}
    return Rendered(document=json.dumps(document).encode(), keys=keys, origins=origins)


def _names(world: World) -> Names:
    found = {}
    for kind, facts in world.tables.items():
        for key, fact in facts.items():
            if "#" not in key and kind not in _NOT_MADE and stores.is_here(fact):
                found[key] = logical(kind.__name__, key)
    return Names(found)


def _references(world: World, named: Names) -> Mapping[str, object]:
    """Return what stands for the ARN of each resource that the template makes and AWS gives one."""
    arns: dict[str, Value[Text]] = {key: role.arn for key, role in world.table(Role).items()}
    arns |= {key: one.arn for key, one in world.table(Key).items()}
    arns |= {key: one.arn for key, one in world.table(FileSystem).items()}
    arns |= {key: one.arn for key, one in world.table(Repository).items() if stores.is_here(one)}
    found: dict[str, object] = {str(known(arn)): named.ref(key, "Arn") for key, arn in arns.items() if known(arn)}
    found |= {f"arn:aws:s3:::{key}": named.ref(key, "Arn") for key in world.table(Bucket)}
    for key, secret in world.table(Secret).items():
        if stores.is_here(secret):
            found[str(known(secret.arn))] = named.ref(key)
    return found
