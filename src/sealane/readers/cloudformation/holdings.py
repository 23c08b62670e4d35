"""What a template holds, worked out, with the ways from one resource to another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sealane.readers.cloudformation.attributes import ATTACHED_SECRET, OWN_IDS, arn_of, key_in, ref_text
from sealane.readers.cloudformation.estate import Resource
from sealane.readers.cloudformation.values import Evaluated, Reference, Spelled
from sealane.world.tasks import Setting
from sealane.world.text import Hole, Partial
from sealane.world.values import Known, Unknown, Value
from sealane.world.vpc_defaults import default_acl_key, default_group_key

_OF_VPC = {"DefaultSecurityGroup": default_group_key, "DefaultNetworkAcl": default_acl_key}
_TASK_DEFINITION = "AWS::ECS::TaskDefinition"
_ARN_ENDINGS = ("Arn", "Ref")


@dataclass(slots=True, eq=False, kw_only=True)
class Holdings:
    """Every resource by key.

    `spell` gives what CloudFormation puts into a text. `templates` are the names of the files, for saying where
    something is not.
    """

    resources: dict[str, Resource]
    spell: Callable[[Evaluated], Spelled]
    setting: Setting
    pseudo: Callable[[str], Spelled | None]
    _texts: dict[Spelled, list[str]] = field(default_factory=dict)
    _kinds: dict[str, list[Resource]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for resource in self.resources.values():
            if resource.maybe is None:
                self._kinds.setdefault(resource.kind, []).append(resource)
            ask = self.asker(resource)
            names = [ref_text(resource.kind, resource.key, ask), self.arn(resource)]
            family = ask("Family") if resource.kind == _TASK_DEFINITION else None
            for text in names if family is None else [*names, family]:
                self._texts.setdefault(text, []).append(resource.key)

    def of(self, *kinds: str) -> Iterator[Resource]:
        """Yield the resources of some types that are certainly made, in the template's order."""
        for kind in kinds:
            yield from self._kinds.get(kind, ())

    def doubtful(self, *kinds: str) -> Iterator[Resource]:
        """Yield the resources of some types that hang on a condition that is not decided; without types, all."""
        for resource in self.resources.values():
            if resource.maybe is not None and (not kinds or resource.kind in kinds):
                yield resource

    def asker(self, resource: Resource) -> Callable[[str], Spelled | None]:
        """Return what gives the texts of a resource's properties."""

        def ask(name: str) -> Spelled | None:
            pseudo = self.pseudo(name)
            if pseudo is not None:
                return pseudo
            value = resource.properties.get(name)
            return None if value is None or isinstance(value, list | dict) else self.spell(value)

        return ask

    def arn(self, resource: Resource) -> Spelled:
        """Return the ARN of a resource, as far as it can be told."""
        return arn_of(resource.kind, resource.key, self.asker(resource))

    def key_of(self, value: Evaluated, *kinds: str) -> Value[str]:
        """Return the key of what a value means: a resource of those types, or whatever else it names.

        What the template does not have keeps its literal text, or the name of the parameter or export that it comes
        from, which is the same for all that take it from there.
        """
        if isinstance(value, Reference):
            found = self._referred(value)
            if found:
                return Known(found)
            value = self.spell(value)
        if isinstance(value, Hole):
            own = key_in(value.token)
            if own in self.resources:
                return Known(own)
            # What a resource of the template only passes on may be the id of any other one, so it is nobody's name.
            passed_on = value.token.partition(".")[0] in self.resources
            return Unknown(value.reason) if passed_on or not value.token else Known(value.token)
        if isinstance(value, str | Partial):
            named = self.named(value, *kinds)
            return Known(named or str(value))
        return Unknown("this is no name, id or ARN") if value is not None else Known("")

    def named(self, text: Spelled, *kinds: str) -> str:
        """Return the key of the resource of some types that has a name or an ARN, an empty text for none."""
        keys = self._texts.get(text, ())
        return next((key for key in keys if not kinds or self.resources[key].kind in kinds), "")

    def _referred(self, reference: Reference) -> str:
        resource = self.resources.get(reference.resource)
        if resource is None:
            return reference.resource
        attribute = reference.attribute
        if resource.kind == ATTACHED_SECRET:
            return ""
        if resource.kind == "AWS::EC2::VPC" and attribute in _OF_VPC:
            return _OF_VPC[attribute](resource.key)
        if not attribute or attribute.endswith(_ARN_ENDINGS):
            return resource.key
        return resource.key if attribute in OWN_IDS and attribute not in resource.properties else ""
