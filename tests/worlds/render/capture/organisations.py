"""Service and resource control policies, as Organizations answers."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.world.policies import Organisation, Policy
from sealane.world.values import Known, Origin
from sealane.world.world import World
from tests.worlds.render.capture.network import Answer
from tests.worlds.render.inexpressible import known

_KINDS = {"scps": "SERVICE_CONTROL_POLICY", "rcps": "RESOURCE_CONTROL_POLICY"}
_EVERYTHING = {
    "scps": '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
    "rcps": '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}',
}
_ROOT = "r-abcd"


def answers(world: World) -> Iterator[Answer]:
    """Yield the answers: an account right under the root, where everything is allowed but for what the world says."""
    for organisation in world.table(Organisation).values():
        account = organisation.id
        yield f"organizations-list-parents-{account}", {"Parents": [{"Id": _ROOT, "Type": "ROOT"}]}
        for kind, word in _KINDS.items():
            full = _full(kind)
            own = [policy for level in known(getattr(organisation, kind)) for policy in level.policies]
            # An allow list takes the place of AWS's own policy; a policy that denies stands beside it.
            at_root = own if kind == "scps" and own else [full, *own]
            for target, policies in ((_ROOT, at_root), (account, [full])):
                listed = [_summary(policy, word) for policy in policies]
                yield f"organizations-list-policies-for-target-{target}-{kind}", {"Policies": listed}
            for policy in (full, *own):
                document = {"PolicySummary": _summary(policy, word), "Content": str(known(policy.document))}
                yield f"organizations-describe-policy-{policy.id}", {"Policy": document}


def _full(kind: str) -> Policy:
    name = f"p-full-{kind}"
    return Policy(id=name, origin=Origin(name), name=Known(name), document=Known(_EVERYTHING[kind]))


def _summary(policy: Policy, word: str) -> dict[str, object]:
    return {"Id": policy.id, "Arn": "", "Name": known(policy.name), "Type": word, "AwsManaged": False}
